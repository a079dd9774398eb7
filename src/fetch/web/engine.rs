//! The thread on which the network runs: links go in, what stands behind them comes out, many at a time.
//!
//! Asynchronous code begins and ends here; whoever waits for an answer just waits. A panic on one link is the end of
//! that link alone. When the engine is dropped, what is under way is given up.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use reqwest::Url;
use tokio::runtime::{Builder, Handle};
use tokio::sync::{mpsc, oneshot};

use super::super::Options;
use super::Failure;
use super::lists::{self, Link, List, Role};
use super::page::Page;
use super::visit::Visitor;
use crate::error::{Code, Error, Stage};

pub(super) struct Engine {
    handle: Handle,
    jobs: mpsc::UnboundedSender<Job>,
}

struct Job {
    link: Link,
    answer: oneshot::Sender<Answer>,
}

/// What stands behind a link.
pub(super) enum Found {
    Page(Box<Page>),
    List(List),
}

pub(super) type Answer = Result<Found, Error>;

/// An answer that is under way.
pub(super) struct Pending {
    pub(super) url: String,
    answer: oneshot::Receiver<Answer>,
}

impl Engine {
    pub(super) fn start(options: &Options) -> Result<Self, String> {
        let cannot = |error: std::io::Error| format!("cannot start the network: {error}");
        let visitor = Arc::new(Visitor::new(options.clone())?);
        let runtime = Builder::new_current_thread().enable_io().enable_time().build().map_err(cannot)?;
        let handle = runtime.handle().clone();
        let (jobs, mut incoming) = mpsc::unbounded_channel::<Job>();
        let serve = move || {
            runtime.block_on(async {
                while let Some(Job { link, answer }) = incoming.recv().await {
                    let visitor = Arc::clone(&visitor);
                    tokio::spawn(async move { answer.send(find(&visitor, link).await) });
                }
            });
            // A name service that does not answer must not hold up the end.
            runtime.shutdown_background();
        };
        std::thread::Builder::new().name("network".to_owned()).spawn(serve).map_err(cannot)?;
        Ok(Self { handle, jobs })
    }

    /// Begins to follow a link.
    pub(super) fn begin(&self, link: Link) -> Pending {
        let url = link.url.clone();
        let (sender, answer) = oneshot::channel();
        // Should the thread have gone, the answer's sender goes with the job, and waiting tells.
        let _ = self.jobs.send(Job { link, answer: sender });
        Pending { url, answer }
    }

    /// Waits for what is to come: an answer, or something else beside it.
    pub(super) fn wait<T>(&self, look: impl FnMut(&mut Context) -> Poll<T>) -> T {
        self.handle.block_on(std::future::poll_fn(look))
    }
}

impl Pending {
    /// The answer, if it is there.
    pub(super) fn poll(&mut self, context: &mut Context) -> Poll<Answer> {
        Pin::new(&mut self.answer).poll(context).map(|answer| {
            answer.unwrap_or_else(|_| {
                let message = "a bug in newsfacts: the network gave no answer; please report it with this input";
                Err(Error::new(Stage::Fetch, Code::Internal, &self.url, message))
            })
        })
    }
}

async fn find(visitor: &Visitor, link: Link) -> Answer {
    let Link { url: input, published, role } = link;
    let fail = |failure: Failure| failure.of(&input);
    let url = Url::parse(&input).map_err(|error| fail(Failure::new(Code::BadUrl, format!("not a URL: {error}"))))?;
    let is_home = role == Role::Reference && url.path() == "/" && url.query().is_none();
    let (address, answer) = visitor.visit(url).await.map_err(fail)?;
    let page = Page::new(input.clone(), address.clone(), answer, published)?;
    if role == Role::Page {
        return Ok(Found::Page(Box::new(page)));
    }
    // Large lists take their time, in which the others are not to stand still.
    let read = tokio::task::spawn_blocking(move || lists::read(page, role, is_home)).await;
    let read = read.map_err(|panic| fail(Failure::new(Code::Internal, format!("a bug in newsfacts: {panic}"))))?;
    match read.map_err(fail)? {
        lists::Sort::Page(page) => Ok(Found::Page(Box::new(page))),
        lists::Sort::List(list) => Ok(Found::List(list)),
        lists::Sort::Home(page) => {
            let found = visitor.sitemaps(&address).await.unwrap_or_default();
            let found = found.iter().filter_map(|sitemap| address.join(sitemap).ok());
            let role = Role::List { depth: 1 };
            let links: Vec<Link> = found.map(|url| Link { url: url.into(), published: None, role }).collect();
            Ok(if links.is_empty() { Found::Page(Box::new(page)) } else { Found::List(List { links, failure: None }) })
        }
    }
}
