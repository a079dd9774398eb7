//! A server of HTTP/2 over TLS, for tests: good and bad, as its script says.

use std::future::poll_fn;
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use h2::Reason;
use h2::server::{Connection, SendResponse};
use http::{Request, Response};
use rustls::ServerConfig;
use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

/// What the server does about a request.
pub enum Turn {
    /// Header fields and a body, with status 200.
    Answer(Vec<(String, String)>, Vec<u8>),
    /// The beginning of a body, and the stream is reset.
    Reset,
    /// The whole connection is ended, with an error.
    GoAway,
    /// A byte now and then, for as long as the client stays.
    Drip(Duration),
}

/// What the server has seen.
#[derive(Debug, Default, Clone)]
pub struct Seen {
    pub connections: usize,
    /// The paths asked for.
    pub paths: Vec<String>,
    running: usize,
    /// The most requests at a time.
    pub most: usize,
}

type Script = dyn Fn(&str, usize) -> Turn + Send + Sync;

pub struct Http2Server {
    pub port: u16,
    seen: Arc<Mutex<Seen>>,
}

impl Http2Server {
    /// `script` is given the path, and how often it was asked for before.
    pub fn start(mut tls: ServerConfig, script: impl Fn(&str, usize) -> Turn + Send + Sync + 'static) -> Self {
        tls.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        let acceptor = TlsAcceptor::from(Arc::new(tls));
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        listener.set_nonblocking(true).expect("set");
        let port = listener.local_addr().expect("an address").port();
        let (seen, script): (Arc<Mutex<Seen>>, Arc<Script>) = (Arc::default(), Arc::new(script));
        let noted = Arc::clone(&seen);
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(async move {
                let listener = tokio::net::TcpListener::from_std(listener).expect("a listener");
                while let Ok((stream, _)) = listener.accept().await {
                    let (acceptor, script, seen) = (acceptor.clone(), Arc::clone(&script), Arc::clone(&noted));
                    tokio::spawn(async move {
                        let stream = acceptor.accept(stream).await.ok()?;
                        assert_eq!(stream.get_ref().1.alpn_protocol(), Some(&b"h2"[..]), "HTTP/2 was not asked for");
                        seen.lock().expect("unlocked").connections += 1;
                        serve(h2::server::handshake(stream).await.ok()?, script, seen).await
                    });
                }
            });
        });
        Self { port, seen }
    }

    pub fn url(&self, path: &str) -> String {
        format!("https://127.0.0.1:{}{path}", self.port)
    }

    pub fn seen(&self) -> Seen {
        self.seen.lock().expect("unlocked").clone()
    }
}

async fn serve(
    mut connection: Connection<TlsStream<TcpStream>, bytes::Bytes>,
    script: Arc<Script>,
    seen: Arc<Mutex<Seen>>,
) -> Option<()> {
    while let Some(request) = connection.accept().await {
        let (request, respond) = request.ok()?;
        let turn = {
            let mut seen = seen.lock().expect("unlocked");
            let path = path(&request);
            let before = seen.paths.iter().filter(|known| **known == path).count();
            seen.running += 1;
            seen.most = seen.most.max(seen.running);
            let turn = script(&path, before);
            seen.paths.push(path);
            turn
        };
        if matches!(turn, Turn::GoAway) {
            seen.lock().expect("unlocked").running -= 1;
            connection.abrupt_shutdown(Reason::INTERNAL_ERROR);
            continue;
        }
        let seen = Arc::clone(&seen);
        tokio::spawn(async move {
            // Long enough that requests would pile up if nothing held them back.
            tokio::time::sleep(Duration::from_millis(20)).await;
            seen.lock().expect("unlocked").running -= 1;
            answer(respond, turn).await
        });
    }
    Some(())
}

fn path(request: &Request<h2::RecvStream>) -> String {
    request.uri().path().to_owned()
}

async fn answer(mut respond: SendResponse<bytes::Bytes>, turn: Turn) -> Option<()> {
    let fields = match &turn {
        Turn::Answer(fields, _) => fields.clone(),
        _ => Vec::new(),
    };
    let head = fields.iter().fold(Response::builder(), |head, (name, value)| head.header(name, value));
    let mut body = respond.send_response(head.body(()).expect("a head"), false).ok()?;
    match turn {
        Turn::Answer(_, bytes) => {
            let mut rest = bytes::Bytes::from(bytes);
            while !rest.is_empty() {
                body.reserve_capacity(rest.len());
                let room = poll_fn(|context| body.poll_capacity(context)).await?.ok()?;
                body.send_data(rest.split_to(room.min(rest.len())), false).ok()?;
            }
            body.send_data(bytes::Bytes::new(), true).ok()
        }
        Turn::Reset => {
            body.send_data(bytes::Bytes::from_static(b"<html>"), false).ok()?;
            tokio::time::sleep(Duration::from_millis(20)).await;
            body.send_reset(Reason::INTERNAL_ERROR);
            Some(())
        }
        Turn::Drip(every) => loop {
            body.send_data(bytes::Bytes::from_static(b"x"), false).ok()?;
            tokio::time::sleep(every).await;
        },
        Turn::GoAway => Some(()),
    }
}
