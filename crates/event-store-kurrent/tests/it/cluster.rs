//! A cluster of our own: several nodes that speak the protocol over real sockets and share one log in memory.
//!
//! Every node has a runtime of its own, so that it can be killed with its connections, frozen with its sockets open, and started
//! again on its address. What the server does with expectations and repeats follows its published source; no real server is run.

// By their paths, because the acceptance ring takes this file in from elsewhere.
#[path = "cluster/grpc.rs"]
mod grpc;
#[path = "cluster/log.rs"]
mod log;
#[path = "cluster/node.rs"]
mod node;
#[path = "cluster/prompt.rs"]
mod prompt;
#[path = "cluster/wire.rs"]
mod wire;

#[allow(unused_imports, reason = "the acceptance ring orders no trouble")]
pub(crate) use log::{SharedLog, Trouble};
use node::Node;

use event_store_kurrent::{Backoff, Deadlines, KurrentEventStore, KurrentOptions};
use std::sync::Arc;
use std::time::Duration;

/// Nodes and their log.
pub(crate) struct Cluster {
    pub(crate) log: Arc<SharedLog>,
    nodes: Vec<Node>,
}

impl Cluster {
    /// So many nodes, the first one leading.
    pub(crate) fn of(count: usize) -> Self {
        let log = Arc::new(SharedLog::default());
        let nodes: Vec<Node> = (0..count).map(|index| Node::start(index, 0, &log)).collect();
        log.set_members(nodes.iter().map(Node::port).collect());
        Self { log, nodes }
    }

    /// Options with short deadlines that name every node.
    pub(crate) fn options(&self) -> KurrentOptions {
        let hosts: Vec<String> = self.nodes.iter().map(|node| format!("127.0.0.1:{}", node.port())).collect();
        let words = "tls=false&discoveryInterval=10&gossipTimeout=500";
        let ms = Duration::from_millis;
        KurrentOptions {
            deadlines: Deadlines { append: ms(1500), read: ms(1500), connect: ms(3000), open: ms(20_000) },
            backoff: Backoff { first: ms(5), longest: ms(50) },
            poll_interval: ms(10),
            ..KurrentOptions::new(format!("kurrentdb://{}?{words}", hosts.join(",")))
        }
    }

    /// A store on this cluster.
    pub(crate) async fn store(&self) -> Arc<KurrentEventStore> {
        KurrentEventStore::connect(self.options()).await.expect("the cluster answers")
    }

    /// The process of a node dies: its connections break, its port is closed, the others see it dead.
    pub(crate) fn kill(&mut self, index: usize) {
        self.nodes[index].kill();
        self.log.set_alive(index, false);
    }

    /// The node comes back on its address.
    pub(crate) fn restart(&mut self, index: usize) {
        let port = self.nodes[index].port();
        self.nodes[index] = Node::start(index, port, &self.log);
        self.log.set_alive(index, true);
    }

    /// The node keeps its sockets open and does nothing at all, like a stopped process. The others see it dead.
    pub(crate) fn freeze(&mut self, index: usize) {
        self.nodes[index].freeze();
        self.log.set_alive(index, false);
    }

    /// Lets a frozen node go on.
    pub(crate) fn thaw(&mut self, index: usize) {
        self.nodes[index].thaw();
        self.log.set_alive(index, true);
    }
}
