//! One node: a listener and a runtime of its own.

use super::grpc::{Ask, Call, Calls};
use super::log::SharedLog;
use std::convert::Infallible;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::mpsc;
use std::task::{Context, Poll};
use tokio::runtime::{Builder, Runtime};
use tonic::body::BoxBody;
use tonic::codec::ProstCodec;
use tonic::codegen::{BoxFuture, Service, http};
use tonic::server::{Grpc, NamedService};
use tonic::transport::Server;

/// A running (or killed) node.
pub(crate) struct Node {
    port: u16,
    runtime: Option<Runtime>,
    frozen: Option<mpsc::Sender<()>>,
}

impl Node {
    /// Starts on `port`, or on a free one for 0.
    pub(crate) fn start(index: usize, port: u16, log: &Arc<SharedLog>) -> Self {
        // One thread, so that a blocked task freezes the whole node, its sockets included.
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build().expect("a runtime");
        let listener = listen(port);
        let port = listener.local_addr().expect("an address").port();
        let calls = Calls { index, log: Arc::clone(log) };
        runtime.spawn(async move {
            let listener = tokio::net::TcpListener::from_std(listener).expect("a listener");
            let services = (Streams(calls.clone()), Gossip(calls.clone()), Features(calls));
            Server::builder()
                .add_service(services.0)
                .add_service(services.1)
                .add_service(services.2)
                .serve_with_incoming(super::prompt::incoming(listener))
                .await
        });
        Self { port, runtime: Some(runtime), frozen: None }
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    pub(crate) fn kill(&mut self) {
        self.thaw();
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }

    pub(crate) fn freeze(&mut self) {
        let (thaw, wait) = mpsc::channel::<()>();
        let (begun, begin) = mpsc::channel::<()>();
        if let Some(runtime) = &self.runtime {
            runtime.spawn(async move {
                let _told = begun.send(());
                // Blocks the node's only thread until the other end is dropped.
                let _thawed = wait.recv();
            });
            begin.recv().expect("the node runs");
        }
        self.frozen = Some(thaw);
    }

    pub(crate) fn thaw(&mut self) {
        self.frozen = None;
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        self.kill();
    }
}

/// The port may be one that a killed node's runtime is still letting go of.
fn listen(port: u16) -> TcpListener {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let listener = crate::wait::blocking_for("the port to be free", || TcpListener::bind(address).ok());
    listener.set_nonblocking(true).expect("a listener");
    listener
}

macro_rules! service {
    ($service:ident, $name:literal, $($path:literal => $method:ident $call:ident . $handler:ident),+) => {
        #[derive(Clone)]
        struct $service(Calls);

        impl NamedService for $service {
            const NAME: &'static str = $name;
        }

        impl Service<http::Request<BoxBody>> for $service {
            type Response = http::Response<BoxBody>;
            type Error = Infallible;
            type Future = BoxFuture<Self::Response, Infallible>;

            fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
                Poll::Ready(Ok(()))
            }

            fn call(&mut self, request: http::Request<BoxBody>) -> Self::Future {
                let calls = self.0.clone();
                Box::pin(async move {
                    Ok(match request.uri().path() {
                        $(concat!("/", $name, "/", $path) => {
                            let handle = $call(move |request| calls.clone().$handler(request));
                            let grpc = Grpc::new(ProstCodec::default());
                            grpc.max_decoding_message_size(16 << 20).$method(handle, request).await
                        })+
                        other => {
                            if other.ends_with("/BatchAppend") {
                                calls.log.count_batch_append();
                            }
                            tonic::Status::unimplemented(other.to_owned()).into_http()
                        }
                    })
                })
            }
        }
    };
}

service!(Streams, "event_store.client.streams.Streams",
    "Append" => client_streaming Call.append, "Read" => server_streaming Call.read);
service!(Gossip, "event_store.client.gossip.Gossip", "Read" => unary Ask.gossip);
service!(Features, "event_store.client.server_features.ServerFeatures",
    "GetSupportedMethods" => unary Ask.features);
