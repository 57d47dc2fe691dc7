//! Listeners who hear nothing: what a server's memory grows by when two thousand of them keep a stream of events open.

use super::cast::Cast;
use super::connection::Connection;
use super::server::Server;
use super::{BenchError, Options, Report};
use hyper::header::HeaderValue;
use std::net::SocketAddr;
use std::path::Path;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// Streams held open at the same time; a file of its own is open for each in either process.
const LISTENERS: usize = 2000;
/// Listeners before the first measurement, so that what the first one costs is not counted.
const FIRST: usize = 20;

/// Opens the streams one after the other, each once the one before has heard that it is ready.
pub(super) async fn measure(
    options: &Options,
    data: &Path,
    report: &mut Report,
    tell: &mut dyn FnMut(&str),
) -> Result<(), BenchError> {
    tell("subscribers: listening");
    let server = Server::start(options, data).await?;
    let mut connection = Connection::open(server.address).await?;
    let cast = Cast::assemble(options, data, &mut connection).await?;
    let Some(office) = cast.offices.first() else { return server.stop() };
    let mut listeners = Vec::with_capacity(LISTENERS + FIRST);
    for _ in 0..FIRST {
        listeners.push(listen(server.address, &office.clerk).await?);
    }
    report.memory.push((format!("server, {FIRST} idle listeners"), server.memory()));
    for _ in 0..LISTENERS {
        listeners.push(listen(server.address, &office.clerk).await?);
    }
    report.memory.push((format!("server, {} idle listeners", listeners.len()), server.memory()));
    drop(listeners);
    server.stop()
}

/// A connection whose stream has begun.
async fn listen(address: SocketAddr, token: &HeaderValue) -> Result<TcpStream, BenchError> {
    let failed = || BenchError::io("a listener");
    let mut stream = TcpStream::connect(address).await.map_err(failed())?;
    let token = String::from_utf8_lossy(token.as_bytes());
    let request = format!(
        "GET /v1/work-list/events HTTP/1.1\r\nHost: {address}\r\nAuthorization: {token}\r\nAccept: text/event-stream\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).await.map_err(failed())?;
    let mut heard = Vec::new();
    while !heard.windows(b"event: ready".len()).any(|heard| heard == b"event: ready") {
        let read = stream.read_buf(&mut heard).await.map_err(failed())?;
        if read == 0 || heard.starts_with(b"HTTP/1.1 4") || heard.starts_with(b"HTTP/1.1 5") {
            let said = String::from_utf8_lossy(&heard).into_owned();
            return Err(BenchError::Server(format!("a listener was answered {said}")));
        }
    }
    Ok(stream)
}
