//! A web server with bad manners, for tests: slow, cut, malformed, bombing, just as its script says.
//!
//! It listens on all loopback addresses, so that `127.0.0.2` is another host than `127.0.0.3`; it notes when each
//! request began and how many there were at a time. One request a connection.
#![allow(dead_code, reason = "each test file is a program of its own and uses a part of this")]

pub mod http2;

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use rustls::pki_types::PrivatePkcs8KeyDer;
use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// What a client asked for.
#[derive(Debug, Clone)]
pub struct Request {
    /// The host that it asked, without the port.
    pub host: String,
    /// Path and query.
    pub path: String,
    /// Header fields, names in lower case.
    pub headers: BTreeMap<String, String>,
    /// When it was read.
    pub at: Instant,
    /// Requests for the same host and path before it.
    pub before: usize,
}

/// What the server does about it.
pub enum Reply {
    /// These bytes, then the end.
    Bytes(Vec<u8>),
    /// These bytes, then one more now and then, for as long as the client stays.
    Drip(Vec<u8>, Duration),
}

#[derive(Default)]
struct Log {
    requests: Vec<Request>,
    running: BTreeMap<String, usize>,
    most: BTreeMap<String, usize>,
}

pub struct Server {
    pub port: u16,
    log: Arc<Mutex<Log>>,
}

impl Server {
    pub fn start(script: impl Fn(&Request) -> Reply + Send + Sync + 'static) -> Self {
        Self::start_with(None, script)
    }

    /// A server for `https`, with the certificate in `tls`.
    pub fn start_secure(tls: Arc<ServerConfig>, script: impl Fn(&Request) -> Reply + Send + Sync + 'static) -> Self {
        Self::start_with(Some(tls), script)
    }

    fn start_with(tls: Option<Arc<ServerConfig>>, script: impl Fn(&Request) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("0.0.0.0:0").expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let log = Arc::new(Mutex::new(Log::default()));
        let (script, noted) = (Arc::new(script), Arc::clone(&log));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                stream.set_read_timeout(Some(Duration::from_secs(10))).expect("a time");
                let (script, log) = (Arc::clone(&script), Arc::clone(&noted));
                // A client that goes in the middle is what the tests are about.
                let tls = tls.clone();
                std::thread::spawn(move || match tls {
                    None => serve(stream, &*script, &log),
                    Some(tls) => serve(secure(stream, tls)?, &*script, &log),
                });
            }
        });
        Self { port, log }
    }

    /// The address of `path` at the last number of a loopback address.
    pub fn url(&self, host: u8, path: &str) -> String {
        format!("http://127.0.0.{host}:{}{path}", self.port)
    }

    /// All requests so far.
    pub fn requests(&self) -> Vec<Request> {
        self.log.lock().expect("unlocked").requests.clone()
    }

    /// How often a path was asked for.
    pub fn count(&self, path: &str) -> usize {
        self.requests().iter().filter(|request| request.path == path).count()
    }

    /// The most requests at a time for each host, of those that were answered at once.
    pub fn most(&self) -> BTreeMap<String, usize> {
        self.log.lock().expect("unlocked").most.clone()
    }
}

/// A connection whose end can be told.
trait Connection: Read + Write {
    fn end(&mut self) -> std::io::Result<()>;
}

impl Connection for TcpStream {
    fn end(&mut self) -> std::io::Result<()> {
        self.shutdown(std::net::Shutdown::Write)
    }
}

impl Connection for StreamOwned<ServerConnection, TcpStream> {
    fn end(&mut self) -> std::io::Result<()> {
        self.conn.send_close_notify();
        self.flush()?;
        self.sock.shutdown(std::net::Shutdown::Write)
    }
}

fn secure(stream: TcpStream, tls: Arc<ServerConfig>) -> Option<StreamOwned<ServerConnection, TcpStream>> {
    Some(StreamOwned::new(ServerConnection::new(tls).ok()?, stream))
}

fn serve(mut stream: impl Connection, script: &dyn Fn(&Request) -> Reply, log: &Mutex<Log>) -> Option<()> {
    let mut request = read(&mut stream)?;
    let host = request.host.clone();
    {
        let mut log = log.lock().expect("unlocked");
        request.before = log.requests.iter().filter(|r| r.host == host && r.path == request.path).count();
        log.requests.push(request.clone());
        let running = log.running.entry(host.clone()).or_default();
        *running += 1;
        let running = *running;
        let most = log.most.entry(host.clone()).or_default();
        *most = running.max(*most);
    }
    let reply = script(&request);
    // The client may ask the next as soon as it has the answer.
    *log.lock().expect("unlocked").running.entry(host).or_default() -= 1;
    match reply {
        Reply::Bytes(bytes) => stream.write_all(&bytes).ok()?,
        Reply::Drip(bytes, every) => {
            stream.write_all(&bytes).ok()?;
            while stream.write_all(b"x").is_ok() {
                std::thread::sleep(every);
            }
        }
    }
    stream.end().ok()?;
    // Closing with unread bytes would reset the connection and lose the answer.
    let _ = stream.read(&mut [0; 64]);
    Some(())
}

fn read(stream: &mut impl Read) -> Option<Request> {
    let mut lines = BufReader::new(stream).lines();
    let first = lines.next()?.ok()?;
    let path = first.split(' ').nth(1)?.to_owned();
    let mut headers = BTreeMap::new();
    for line in lines {
        let line = line.ok()?;
        let Some((name, value)) = line.split_once(": ") else { break };
        headers.insert(name.to_ascii_lowercase(), value.to_owned());
    }
    let host = headers.get("host")?.split(':').next()?.to_owned();
    Some(Request { host, path, headers, at: Instant::now(), before: 0 })
}

/// A server's certificate, made for this run alone; `ca.pem` in the folder is what a client trusts it by.
pub fn certificate(folder: &Path) -> ServerConfig {
    let names = vec!["localhost".to_owned(), "127.0.0.1".to_owned()];
    let rcgen::CertifiedKey { cert, signing_key } = rcgen::generate_simple_self_signed(names).expect("a certificate");
    std::fs::write(folder.join("ca.pem"), cert.pem()).expect("written");
    let key = PrivatePkcs8KeyDer::from(signing_key.serialize_der());
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().expect("versions");
    let config = config.with_no_client_auth().with_single_cert(vec![cert.der().clone()], key.into());
    config.expect("a configuration")
}

/// A complete answer; `head` is the status and further fields, with `\r\n` between them.
pub fn answer(head: &str, body: impl AsRef<[u8]>) -> Reply {
    let body = body.as_ref();
    let head = format!("HTTP/1.1 {head}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n", body.len());
    Reply::Bytes([head.as_bytes(), body].concat())
}

/// A page of an article.
pub fn page(title: &str) -> Reply {
    answer("200 OK\r\nContent-Type: text/html; charset=utf-8", article(title))
}

pub fn article(title: &str) -> String {
    format!(
        "<html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>Exports of {title} rose 5.9% in \
         November from a year earlier, the customs office said on Monday, as shipments of cars recovered.</p>\
         <p>Imports fell by 2%, the office said in its report, and the trade surplus widened.</p></article></body></html>"
    )
}

pub fn redirect(to: &str) -> Reply {
    answer(&format!("302 Found\r\nLocation: {to}"), "")
}

pub fn not_found() -> Reply {
    answer("404 Not Found", "")
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).expect("compressed");
    encoder.finish().expect("compressed")
}
