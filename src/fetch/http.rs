//! `http` and `https` URLs.
//!
//! Guarantees: every wait is bounded (connect, stall, whole response), redirects are counted, and the body is cut off
//! once its *decoded* bytes pass the limit, so that a compression bomb costs the limit and no more. The asynchronous
//! client is driven from here on a single-threaded runtime; callers only see a blocking call.

use std::io::Cursor;
use std::sync::OnceLock;

use reqwest::{Client, Response, StatusCode, Url, redirect};
use tokio::runtime::{Builder, Runtime};

use super::{Options, Payload, Payloads, Source, once, scheme};
use crate::error::{Code, Error, Stage};

const USER_AGENT: &str = concat!("newsfacts/", env!("CARGO_PKG_VERSION"));
const ACCEPT: &str = "text/html,application/xhtml+xml,text/plain;q=0.9,application/x-ndjson;q=0.9,*/*;q=0.1";

pub(super) struct Http {
    options: Options,
    /// Made on first use: most runs read files only, and the system's root certificates take time to load.
    engine: OnceLock<Result<Engine, String>>,
}

struct Engine {
    runtime: Runtime,
    client: Client,
    /// Why there is no `https`, where the system has no root certificates.
    insecure: Option<String>,
}

impl Http {
    pub(super) fn new(options: Options) -> Self {
        Self { options, engine: OnceLock::new() }
    }

    fn fetch(&self, reference: &str) -> Result<Payload, Error> {
        let fail = |code, message: String| Error::new(Stage::Fetch, code, reference, message);
        let url = Url::parse(reference).map_err(|error| fail(Code::BadUrl, format!("not a URL: {error}")))?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(fail(
                Code::BadUrl,
                format!("the scheme {} is not supported, only http and https", url.scheme()),
            ));
        }
        let engine = self.engine.get_or_init(|| Engine::new(&self.options));
        if let Ok(Engine { insecure: Some(reason), .. }) = engine
            && url.scheme() == "https"
        {
            return Err(fail(Code::Connect, reason.clone()));
        }
        let engine = engine.as_ref().map_err(|message| fail(Code::Connect, message.clone()))?;
        let (response, bytes) =
            engine.runtime.block_on(engine.get(url, &self.options)).map_err(|(code, message)| fail(code, message))?;
        let name = response.url.path_segments().and_then(Iterator::last).filter(|name| !name.is_empty());
        Ok(Payload {
            input: reference.to_owned(),
            body: Box::new(Cursor::new(bytes)),
            content_type: response.content_type,
            name: name.map(str::to_owned),
            url: Some(response.url.into()),
        })
    }
}

impl Source for Http {
    fn accepts(&self, reference: &str) -> bool {
        scheme(reference).is_some()
    }

    fn open(&self, reference: &str) -> Payloads {
        once(self.fetch(reference))
    }
}

/// What is kept of a response's head.
struct Head {
    url: Url,
    content_type: Option<String>,
}

impl Engine {
    fn new(options: &Options) -> Result<Self, String> {
        // Fails only when the surrounding program has chosen a provider already, which then serves as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let builder = || {
            Client::builder()
                .user_agent(USER_AGENT)
                .connect_timeout(options.connect_timeout)
                .read_timeout(options.read_timeout)
                .timeout(options.total_timeout)
                .redirect(redirect::Policy::limited(options.max_redirects))
        };
        let (client, insecure) = match builder().build() {
            Ok(client) => (client, None),
            Err(error) => {
                let reason = format!("no secure connections (are root certificates installed?): {error}");
                (builder().tls_certs_only([]).build().map_err(|_| reason.clone())?, Some(reason))
            }
        };
        let runtime = Builder::new_current_thread()
            .enable_io()
            .enable_time()
            .build()
            .map_err(|error| format!("cannot start the network: {error}"))?;
        Ok(Self { runtime, client, insecure })
    }

    async fn get(&self, url: Url, options: &Options) -> Result<(Head, Vec<u8>), (Code, String)> {
        let request = self.client.get(url).header(reqwest::header::ACCEPT, ACCEPT);
        let mut response = request.send().await.map_err(|error| explain(&error, options))?;
        let head = head(&response)?;
        let mut bytes = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| explain(&error, options))? {
            if (bytes.len() + chunk.len()) as u64 > options.max_bytes {
                return Err((Code::TooLarge, format!("larger than the limit of {} bytes", options.max_bytes)));
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok((head, bytes))
    }
}

fn head(response: &Response) -> Result<Head, (Code, String)> {
    let status = response.status();
    if matches!(status, StatusCode::NOT_FOUND | StatusCode::GONE) {
        return Err((Code::NotFound, format!("no such page (HTTP status {})", status.as_u16())));
    }
    if !status.is_success() {
        return Err((Code::HttpStatus, format!("the server answered with HTTP status {}", status.as_u16())));
    }
    let content_type = response.headers().get(reqwest::header::CONTENT_TYPE);
    let content_type = content_type.and_then(|value| value.to_str().ok()).map(str::to_owned);
    Ok(Head { url: response.url().clone(), content_type })
}

/// The code and sentence for a client error. The deepest cause is the one that says something.
fn explain(error: &reqwest::Error, options: &Options) -> (Code, String) {
    let mut cause: &dyn std::error::Error = error;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    if error.is_redirect() {
        (Code::TooManyRedirects, format!("more than {} redirects", options.max_redirects))
    } else if error.is_timeout() {
        (Code::Timeout, "the server took too long".to_owned())
    } else if error.is_connect() {
        (Code::Connect, format!("cannot connect: {cause}"))
    } else if error.is_decode() {
        (Code::BadCompression, format!("the response is damaged: {cause}"))
    } else if error.is_builder() {
        (Code::BadUrl, format!("not a usable URL: {cause}"))
    } else {
        (Code::Connect, format!("the connection failed: {cause}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Read, Write};
    use std::net::TcpListener;
    use std::time::{Duration, Instant};

    /// Serves `answers`, one a connection, and returns the address.
    fn serve(answers: Vec<Vec<u8>>, stall: Duration) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address").to_string();
        std::thread::spawn(move || {
            for answer in answers {
                let Ok((mut stream, _)) = listener.accept() else { return };
                let mut request = [0; 2048];
                let size = stream.read(&mut request).unwrap_or(0);
                let agent = format!("user-agent: {USER_AGENT}\r\n");
                assert!(String::from_utf8_lossy(&request[..size]).to_lowercase().contains(&agent));
                let _ = stream.write_all(&answer);
                std::thread::sleep(stall);
            }
        });
        address
    }

    fn answer(head: &str, body: &[u8]) -> Vec<u8> {
        let mut bytes =
            format!("HTTP/1.1 {head}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n", body.len()).into_bytes();
        bytes.extend_from_slice(body);
        bytes
    }

    fn fetch(url: &str, options: Options) -> Result<Payload, Error> {
        Http::new(options).fetch(url)
    }

    fn code(url: &str, options: Options) -> Code {
        fetch(url, options).expect_err("an error").code
    }

    #[test]
    fn a_page_comes_with_its_metadata_after_a_redirect() {
        let hop = answer("302 Found\r\nLocation: /news/story.html", b"");
        let page = answer("200 OK\r\nContent-Type: text/html; charset=iso-8859-2", b"<p>x");
        let address = serve(vec![hop, page], Duration::ZERO);
        let mut payload = fetch(&format!("http://{address}/"), Options::default()).expect("a page");
        let mut body = String::new();
        payload.body.read_to_string(&mut body).expect("bytes");
        assert_eq!(body, "<p>x");
        assert_eq!(payload.content_type.as_deref(), Some("text/html; charset=iso-8859-2"));
        assert_eq!(payload.url, Some(format!("http://{address}/news/story.html")));
        assert_eq!(payload.name.as_deref(), Some("story.html"));
        assert_eq!(payload.input, format!("http://{address}/"));
    }

    #[test]
    fn failures_have_their_codes() {
        let address = serve(vec![answer("404 Not Found", b"")], Duration::ZERO);
        assert_eq!(code(&format!("http://{address}/"), Options::default()), Code::NotFound);
        let address = serve(vec![answer("503 Busy", b"")], Duration::ZERO);
        assert_eq!(code(&format!("http://{address}/"), Options::default()), Code::HttpStatus);
        let loops = (0..4).map(|_| answer("302 Found\r\nLocation: /", b"")).collect();
        let options = Options { max_redirects: 2, ..Options::default() };
        let address = serve(loops, Duration::ZERO);
        assert_eq!(code(&format!("http://{address}/"), options), Code::TooManyRedirects);
        assert_eq!(code("http://127.0.0.1:1/", Options::default()), Code::Connect);
        assert_eq!(code("ftp://example.org/", Options::default()), Code::BadUrl);
        assert_eq!(code("http://", Options::default()), Code::BadUrl);
    }

    #[test]
    fn a_stalled_server_is_given_up() {
        let address = serve(vec![b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc".to_vec()], Duration::from_secs(5));
        let options = Options { read_timeout: Duration::from_millis(100), ..Options::default() };
        let start = Instant::now();
        assert_eq!(code(&format!("http://{address}/"), options), Code::Timeout);
        assert!(start.elapsed() < Duration::from_secs(4));
    }

    #[test]
    fn a_compression_bomb_is_cut_off() {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(&vec![b'x'; 10 << 20]).expect("compressed");
        let bomb = answer("200 OK\r\nContent-Encoding: gzip", &encoder.finish().expect("compressed"));
        let address = serve(vec![bomb], Duration::ZERO);
        let options = Options { max_bytes: 1 << 20, ..Options::default() };
        assert_eq!(code(&format!("http://{address}/"), options), Code::TooLarge);
    }
}
