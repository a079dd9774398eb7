use newsfacts::{decode, fetch, page};
use std::io::Write;
fn main() {
    let path = std::env::args().nth(1).unwrap();
    let only = std::env::args().nth(2);
    let fetcher = fetch::Fetcher::new(&fetch::Options::default());
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let (mut bytes, mut n) = (0, 0);
    let start = std::time::Instant::now();
    for payload in fetcher.open(&path) {
        let payload = match payload {
            Ok(p) => p,
            Err(e) => {
                eprintln!("{e}");
                continue;
            }
        };
        for doc in decode::documents(payload, &decode::Options::default()) {
            let doc = match doc {
                Ok(d) => d,
                Err(e) => {
                    eprintln!("{:?} {:?} {e}", e.stage, e.code);
                    continue;
                }
            };
            if let Some(o) = &only {
                if !doc.given.id.as_deref().unwrap_or("").contains(o.as_str()) {
                    continue;
                }
            }
            if let decode::Content::Html(h) = &doc.content {
                bytes += h.len();
            }
            n += 1;
            match page::article(doc) {
                Ok(a) => {
                    let v = serde_json::json!({"type":"article","id":a.id(),"title":a.title,"authors":a.authors,"published":a.published.as_ref().map(|d|d.as_str()),"modified":a.modified.as_ref().map(|d|d.as_str()),"language":a.language,"site":a.site,"url":a.url,"text":a.text});
                    writeln!(out, "{v}").unwrap();
                }
                Err(e) => eprintln!("{:?} {:?} {e}", e.stage, e.code),
            }
        }
    }
    let t = start.elapsed().as_secs_f64();
    eprintln!("{n} pages {:.2}s {:.0} pages/s {:.1} MB/s", t, n as f64 / t, bytes as f64 / 1e6 / t);
}
