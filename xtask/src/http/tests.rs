use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::thread;

use super::{Answer, answer, content_type, serve};

/// A site of its own for each test, with a secret beside it. Both go when the test ends.
struct Site {
    top: PathBuf,
    root: PathBuf,
}

impl Drop for Site {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.top));
    }
}

fn site(name: &str) -> Site {
    let top = std::env::temp_dir().join(format!("tcp-lab-http-{}-{name}", std::process::id()));
    let root = top.join("site");
    fs::create_dir_all(root.join("docs")).unwrap();
    fs::write(top.join("secret.txt"), "secret").unwrap();
    fs::write(root.join("index.html"), "<h1>TCP Lab</h1>").unwrap();
    fs::write(root.join("docs/index.html"), "docs").unwrap();
    fs::write(root.join("a b.wasm"), b"\0asm").unwrap();
    Site {
        root: root.canonicalize().unwrap(),
        top,
    }
}

/// Sends one request to a server of the site's own and returns all of the answer.
#[track_caller]
fn ask(site: &Site, request: &str) -> String {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let mut stream = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
    let root = site.root.clone();
    thread::spawn(move || serve(&listener, &root).unwrap());
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn a_folder_answers_with_its_index() {
    let answer = ask(&site("index"), "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"));
    assert!(answer.ends_with("\r\n\r\n<h1>TCP Lab</h1>"));
}

#[test]
fn head_gives_the_length_and_no_body() {
    let answer = ask(&site("head"), "HEAD /a%20b.wasm?v=1 HTTP/1.1\r\n\r\n");
    assert!(answer.contains("Content-Type: application/wasm\r\nContent-Length: 4\r\n"));
    assert!(answer.ends_with("\r\n\r\n"));
}

#[test]
fn what_is_not_there_is_404_and_other_methods_are_405() {
    let missing = ask(&site("missing"), "GET /nothing.js HTTP/1.1\r\n\r\n");
    assert!(missing.starts_with("HTTP/1.1 404 Not Found\r\n"));
    let post = ask(&site("post"), "POST / HTTP/1.1\r\n\r\n");
    assert!(post.starts_with("HTTP/1.1 405 Method Not Allowed\r\n"));
    assert!(post.contains("Allow: GET, HEAD\r\n"));
}

#[test]
fn a_folder_without_its_slash_is_redirected() {
    assert_eq!(
        answer("/docs", &site("slash").root),
        Answer::Redirect("/docs/".to_owned())
    );
}

#[test]
fn no_path_leads_out_of_the_site() {
    let site = site("out");
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/docs/..%2f..%2fsecret.txt",
        "/..\\x",
    ] {
        assert_eq!(
            answer(path, &site.root),
            Answer::Refused("400 Bad Request"),
            "{path}"
        );
    }
    for path in ["secret.txt", "", "/%zz", "/%f", "/%ff"] {
        assert_eq!(
            answer(path, &site.root),
            Answer::Refused("400 Bad Request"),
            "{path}"
        );
    }
    assert_eq!(
        answer("//etc/passwd", &site.root),
        Answer::Refused("404 Not Found")
    );
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_site_is_not_followed() {
    let site = site("link");
    let link = site.root.join("link.txt");
    std::os::unix::fs::symlink("../secret.txt", &link).unwrap();
    assert_eq!(
        answer("/link.txt", &site.root),
        Answer::Refused("404 Not Found")
    );
}

#[test]
fn scripts_and_wasm_go_out_under_the_names_browsers_demand() {
    assert_eq!(
        content_type("a.js".as_ref()),
        "text/javascript; charset=utf-8"
    );
    assert_eq!(content_type("a.wasm".as_ref()), "application/wasm");
    assert_eq!(content_type("unknown".as_ref()), "application/octet-stream");
}
