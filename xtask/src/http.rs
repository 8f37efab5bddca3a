//! A web server for one folder of files: GET and HEAD over HTTP/1.1, one answer per connection.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use crate::Outcome;

#[cfg(test)]
mod tests;

/// A request's head longer than this is refused.
const LONGEST_HEAD: u64 = 16 * 1024;
/// Who sends nothing for so long is hung up on.
const PATIENCE: Duration = Duration::from_secs(10);

/// What a request comes to.
#[derive(Debug, PartialEq)]
enum Answer {
    File(PathBuf),
    /// A folder asked for without the `/` at its end: relative links in its page would be wrong.
    Redirect(String),
    Refused(&'static str),
}

/// Serves the files under `site`, a canonical path, for as long as the process lives.
pub(crate) fn serve(listener: &TcpListener, site: &Path) -> Outcome {
    let site: Arc<Path> = Arc::from(site);
    for stream in listener.incoming() {
        let Ok(stream) = stream else { continue };
        let site = Arc::clone(&site);
        // A browser that went away in the middle is no failure of ours.
        thread::spawn(move || drop(handle(&stream, &site)));
    }
    Ok(())
}

fn handle(stream: &TcpStream, site: &Path) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let line = read_head(stream)?;
    let (method, target) = line.split_once(' ').unwrap_or((&line, ""));
    let answer = match method {
        "GET" | "HEAD" => answer(target.split(' ').next().unwrap_or(""), site),
        _ => Answer::Refused("405 Method Not Allowed"),
    };
    respond(stream, &answer, method == "HEAD")
}

/// Reads up to the blank line and returns the first line: the headers do not matter here.
fn read_head(stream: &TcpStream) -> io::Result<String> {
    let mut reader = BufReader::new(stream.take(LONGEST_HEAD));
    let mut first = String::new();
    reader.read_line(&mut first)?;
    let mut header = String::new();
    while reader.read_line(&mut header)? > 0 && !header.trim().is_empty() {
        header.clear();
    }
    Ok(first.trim_end().to_owned())
}

/// Finds the file for a request's target: `/path?query`.
fn answer(target: &str, site: &Path) -> Answer {
    let path = target.split(['?', '#']).next().unwrap_or("");
    let Some(inside) = inside(path) else {
        return Answer::Refused("400 Bad Request");
    };
    let mut file = site.join(inside);
    if file.is_dir() {
        if !path.ends_with('/') {
            // With two slashes in front it would name another host.
            return Answer::Redirect(format!("/{}/", path.trim_start_matches('/')));
        }
        file.push("index.html");
    }
    match file.canonicalize() {
        // A symbolic link may lead out of the site.
        Ok(file) if file.starts_with(site) && file.is_file() => Answer::File(file),
        _ => Answer::Refused("404 Not Found"),
    }
}

/// The path below the site, if it is one: absolute, decoded, and without a step outside.
fn inside(path: &str) -> Option<PathBuf> {
    let decoded = decode(path.strip_prefix('/')?)?;
    let plain = |part: &&str| !matches!(*part, "" | ".");
    let mut inside = PathBuf::new();
    for part in decoded.split('/').filter(plain) {
        if part == ".." || part.contains(['\\', ':', '\0']) {
            return None;
        }
        inside.push(part);
    }
    Some(inside)
}

/// Resolves `%20` and the like.
fn decode(text: &str) -> Option<String> {
    let mut bytes = text.bytes();
    let mut decoded = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let digits = [bytes.next()?, bytes.next()?];
            let digits = str::from_utf8(&digits).ok()?;
            decoded.push(u8::from_str_radix(digits, 16).ok()?);
        } else {
            decoded.push(byte);
        }
    }
    String::from_utf8(decoded).ok()
}

fn respond(mut stream: &TcpStream, answer: &Answer, head_only: bool) -> io::Result<()> {
    match answer {
        Answer::File(path) => {
            let mut file = File::open(path)?;
            let kind = content_type(path);
            let length = file.metadata()?.len();
            stream.write_all(head("200 OK", kind, length, "").as_bytes())?;
            if !head_only {
                io::copy(&mut file, &mut stream)?;
            }
            Ok(())
        }
        Answer::Redirect(to) => {
            let location = format!("Location: {to}\r\n");
            stream.write_all(head("301 Moved Permanently", TEXT, 0, &location).as_bytes())
        }
        Answer::Refused(status) => {
            let allow = if status.starts_with("405") {
                "Allow: GET, HEAD\r\n"
            } else {
                ""
            };
            let length = status.len() as u64;
            stream.write_all(head(status, TEXT, length, allow).as_bytes())?;
            stream.write_all(if head_only { b"" } else { status.as_bytes() })
        }
    }
}

fn head(status: &str, kind: &str, length: u64, more: &str) -> String {
    format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\
         Cache-Control: no-cache\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n{more}\r\n"
    )
}

const TEXT: &str = "text/plain; charset=utf-8";

/// Browsers refuse modules and WebAssembly that come under a wrong name.
fn content_type(path: &Path) -> &'static str {
    match path
        .extension()
        .and_then(|extension| extension.to_str())
        .unwrap_or("")
    {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/vnd.microsoft.icon",
        "woff2" => "font/woff2",
        "txt" | "md" | "ftl" | "toml" | "pkt" => TEXT,
        "xml" => "application/xml",
        "zip" => "application/zip",
        _ => "application/octet-stream",
    }
}
