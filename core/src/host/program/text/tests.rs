use crate::host::calls::{Call, Data, FdRef, MessageFlags};
use crate::host::program::text::listings;
use crate::host::program::{Listings, Printed, Statement, lines};

const LEAK: &str = r#"program = [
    { call = "socket", into = "l" },
    { call = "setsockopt", fd = "l", option = "SO_REUSEADDR", value = 1 },
    { call = "bind", fd = "l", port = 80 },
    { call = "listen", fd = "l", backlog = 5 },
    { while = 1, do = [
        { call = "accept", fd = "l", into = "c" },
        { if = "c < 0 and not errno == EMFILE", do = [{ break = true }], else = [{ set = "n", to = 1 }] },
        { spawn = [
            { while = "n > 0", do = [{ call = "recv", fd = "c", max = 1024, into = "n" }] },
            { missing = "close", fd = "c", note = { en = "Here.", "zh-CN" = "这里。" } },
        ], as = "serve" },
    ] },
    { repeat = 3, do = [{ repeat = "c + 1", as = "k", do = [{ sleep = "50 ms" }] }] },
    { exit = true },
]"#;

fn read(text: &str) -> Vec<Statement> {
    #[derive(serde::Deserialize)]
    struct File {
        program: Vec<Statement>,
    }
    toml::from_str::<File>(text).unwrap().program
}

/// As it is shown: a line that is missing on purpose with `?`, one that only the language needs with `|`.
fn listing(text: &str, of: fn(&Listings) -> &Vec<Printed>) -> String {
    let statements = read(text);
    let lines = lines(&statements);
    let mut shown = String::new();
    for printed in of(&listings(&statements, false)) {
        let indent = "  ".repeat(printed.indent().into());
        let mark = match printed.line() {
            Some(line) if lines[line].is_ghost() => "?",
            Some(_) => "",
            None => "|",
        };
        shown.push_str(&format!("{indent}{mark}{}\n", printed.text()));
    }
    shown
}

#[test]
fn a_program_reads_as_in_c() {
    assert_eq!(
        listing(LEAK, |listings| &listings.c),
        "\
|struct serve { int n, c; };
|static void *serve(void *arg) {
  |struct serve given = *(struct serve *)arg;
  |free(arg);
  |int n = given.n, c = given.c;
  while (n > 0) {
    n = recv(c, buf, 1024, 0);
  }
  ?close(c);
  |return NULL;
|}
|int main(void) {
  |pthread_t t;
  |int c, n;
  int l = socket(AF_INET, SOCK_STREAM, 0);
  setsockopt(l, SOL_SOCKET, SO_REUSEADDR, &(int){1}, sizeof(int));
  bind(l, INADDR_ANY, 80);
  listen(l, 5);
  while (1) {
    c = accept(l, NULL, NULL);
    if (c < 0 && !(errno == EMFILE)) {
      break;
    } else {
      n = 1;
    }
    { struct serve *arg = malloc(sizeof *arg); *arg = (struct serve){n, c}; pthread_create(&t, NULL, serve, arg); }
  }
  for (int i = 0; i < 3; i++) {
    for (int k = 0; k < c + 1; k++) {
      usleep(50000);
    }
  }
  exit(0);
|}
"
    );
}

#[test]
fn a_thread_that_is_given_one_number_gets_it_in_the_pointer() {
    let program = r#"program = [
        { call = "socket", into = "l" },
        { while = 1, do = [
            { call = "accept", fd = "l", into = "c" },
            { if = "c < 0", do = [{ sleep = "1 s" }], else = [
                { spawn = [
                    { call = "recv", fd = "c", max = 9, into = "n" },
                    { while = "n > 0", do = [{ call = "recv", fd = "c", max = 9, into = "n" }] },
                ], as = "serve" },
                { spawn = [{ sleep = "1 s" }, { exit = true }], as = "serve" },
            ] },
        ] },
    ]"#;
    assert_eq!(
        listing(program, |listings| &listings.c),
        "\
|static void *serve(void *arg) {
  |int c = (int)(intptr_t)arg;
  ssize_t n = recv(c, buf, 9, 0);
  while (n > 0) {
    n = recv(c, buf, 9, 0);
  }
  |return NULL;
|}
|static void *serve2(void *arg) {
  |(void)arg;
  sleep(1);
  exit(0);
  |return NULL;
|}
|int main(void) {
  |pthread_t t;
  int l = socket(AF_INET, SOCK_STREAM, 0);
  while (1) {
    int c = accept(l, NULL, NULL);
    if (c < 0) {
      sleep(1);
    } else {
      pthread_create(&t, NULL, serve, (void *)(intptr_t)c);
      pthread_create(&t, NULL, serve2, NULL);
    }
  }
|}
"
    );
    assert_eq!(
        listing(program, |listings| &listings.python),
        "\
|def serve(c):
  n = len(c.recv(9))
  while n > 0:
    n = len(c.recv(9))
|def serve2():
  time.sleep(1)
  os._exit(0)
l = socket.socket()
while True:
  c, _ = l.accept()
  if c < 0:
    time.sleep(1)
  else:
    threading.Thread(target=serve, args=(c,)).start()
    threading.Thread(target=serve2).start()
"
    );
}

/// Every line of the program is printed once, but the heads of threads.
#[test]
fn what_is_printed_knows_its_line() {
    let statements = read(LEAK);
    let program = lines(&statements);
    for printed in [
        listings(&statements, false).c,
        listings(&statements, false).python,
    ] {
        let mut known: Vec<_> = printed.iter().filter_map(Printed::line).collect();
        known.sort_unstable();
        let all: Vec<_> = (0..program.len()).collect();
        assert!(known.windows(2).all(|pair| pair[0] < pair[1]));
        let rest = all.iter().filter(|line| !known.contains(line));
        for line in rest {
            let text = program[*line].text();
            assert!(text == "end" || text.starts_with("thread "), "{text}");
        }
    }
}

#[test]
fn a_program_reads_as_in_python() {
    assert_eq!(
        listing(LEAK, |listings| &listings.python),
        "\
|def serve(n, c):
  while n > 0:
    n = len(c.recv(1024))
  ?c.close()
l = socket.socket()
l.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
l.bind((\"\", 80))
l.listen(5)
while True:
  c, _ = l.accept()
  if c < 0 and not errno == errno.EMFILE:
    break
  else:
    n = 1
  threading.Thread(target=serve, args=(n, c)).start()
for _ in range(3):
  for k in range(c + 1):
    time.sleep(0.05)
sys.exit()
"
    );
}

/// Every call: JSON, C, Python.
const CALLS: &[(&str, &str, &str)] = &[
    (
        r#"{"call":"socket","into":"s"}"#,
        "int s = socket(AF_INET6, SOCK_STREAM, 0);",
        "s = socket.socket(socket.AF_INET6)",
    ),
    (
        r#"{"call":"connect","fd":"s","to":"B:80"}"#,
        "connect(s, \"B\", 80);",
        "s.connect((\"B\", 80))",
    ),
    (
        r#"{"call":"connect","fd":"s","to":"[fd00::2]:80","into":"r"}"#,
        "int r = connect(s, \"fd00::2\", 80);",
        "r = s.connect((\"fd00::2\", 80))",
    ),
    (
        r#"{"call":"send","fd":"s","data":"say \"hi\"\n","flags":"MSG_MORE|MSG_DONTWAIT"}"#,
        r#"send(s, "say \"hi\"\n", 9, MSG_DONTWAIT | MSG_MORE);"#,
        r#"s.send(b"say \"hi\"\n", socket.MSG_DONTWAIT | socket.MSG_MORE)"#,
    ),
    (
        r#"{"call":"write","fd":"s","data":"你好","into":"n"}"#,
        "ssize_t n = write(s, \"你好\", 6);",
        "n = s.send(\"你好\".encode())",
    ),
    (
        r#"{"call":"send","fd":3,"data":5000}"#,
        "send(3, data, 5000, 0);",
        "socket.socket(fileno=3).send(data[:5000])",
    ),
    (
        r#"{"call":"recv","fd":"s","max":100,"flags":"MSG_PEEK","into":"n"}"#,
        "ssize_t n = recv(s, buf, 100, MSG_PEEK);",
        "n = len(s.recv(100, socket.MSG_PEEK))",
    ),
    (
        r#"{"call":"read","fd":"s","max":9}"#,
        "read(s, buf, 9);",
        "s.recv(9)",
    ),
    (
        r#"{"call":"accept4","fd":"s","on":true,"into":"c"}"#,
        "int c = accept4(s, NULL, NULL, SOCK_NONBLOCK);",
        "c, _ = s.accept(); c.setblocking(False)",
    ),
    (
        r#"{"call":"shutdown","fd":"s","how":"write"}"#,
        "shutdown(s, SHUT_WR);",
        "s.shutdown(socket.SHUT_WR)",
    ),
    (r#"{"call":"close","fd":"s"}"#, "close(s);", "s.close()"),
    (
        r#"{"call":"abort","fd":"s"}"#,
        "setsockopt(s, SOL_SOCKET, SO_LINGER, &(struct linger){1, 0}, sizeof(struct linger)); close(s);",
        "s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack(\"ii\", 1, 0)); s.close()",
    ),
    (
        r#"{"call":"soError","fd":"s","into":"e"}"#,
        "int e; getsockopt(s, SOL_SOCKET, SO_ERROR, &e, &len);",
        "e = s.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)",
    ),
    (
        r#"{"call":"setsockopt","fd":"s","option":"TCP_NODELAY","value":1}"#,
        "setsockopt(s, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int));",
        "s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)",
    ),
    (
        r#"{"call":"setsockopt","fd":"s","option":"SO_RCVTIMEO","value":"1.5 s"}"#,
        "setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, &(struct timeval){1, 500000}, sizeof(struct timeval));",
        "s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack(\"ll\", 1, 500000))",
    ),
    (
        r#"{"call":"setsockopt","fd":"s","option":"TCP_CONGESTION","value":"reno"}"#,
        "setsockopt(s, IPPROTO_TCP, TCP_CONGESTION, \"reno\", 4);",
        "s.setsockopt(socket.IPPROTO_TCP, socket.TCP_CONGESTION, b\"reno\")",
    ),
    (
        r#"{"call":"getsockopt","fd":"s","option":"SO_RCVBUF","into":"size"}"#,
        "int size; getsockopt(s, SOL_SOCKET, SO_RCVBUF, &size, &len);",
        "size = s.getsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF)",
    ),
    (
        r#"{"call":"setNonblocking","fd":"s","on":true}"#,
        "fcntl(s, F_SETFL, O_NONBLOCK);",
        "s.setblocking(False)",
    ),
    (
        r#"{"call":"getFlags","fd":"s","into":"f"}"#,
        "int f = fcntl(s, F_GETFL);",
        "f = fcntl.fcntl(s, fcntl.F_GETFL)",
    ),
    (
        r#"{"call":"ioctl","fd":"s","request":"SIOCINQ","into":"q"}"#,
        "int q; ioctl(s, SIOCINQ, &q);",
        "q = fcntl.ioctl(s, SIOCINQ)",
    ),
    (
        r#"{"call":"poll","fds":[{"fd":"s","events":"POLLIN|POLLOUT"}],"timeout":1500000,"into":"p"}"#,
        "int p = poll((struct pollfd[]){{s, POLLIN|POLLOUT}}, 1, 2);",
        "p = len(poll([(s, POLLIN | POLLOUT)], 2))",
    ),
    (
        r#"{"call":"getsockname","fd":"s"}"#,
        "getsockname(s, &addr, &len);",
        "s.getsockname()",
    ),
    (
        r#"{"call":"dup","fd":"s","into":"d"}"#,
        "int d = dup(s);",
        "d = s.dup()",
    ),
    (r#"{"sleep":"2 s"}"#, "sleep(2);", "time.sleep(2)"),
    (
        r#"{"sleep":"1.5 s"}"#,
        "nanosleep(&(struct timespec){1, 500000000}, NULL);",
        "time.sleep(1.5)",
    ),
];

/// How the first line of the program is printed.
fn first(printed: &[Printed]) -> &str {
    let mut lines = printed.iter();
    lines
        .find(|line| line.line() == Some(0))
        .map_or("", Printed::text)
}

#[test]
fn every_call_reads_as_in_c_and_in_python() {
    for (json, c, python) in CALLS {
        let statement: Statement =
            serde_json::from_str(json).unwrap_or_else(|error| panic!("{json}: {error}"));
        let listings = listings(&[statement], true);
        let printed = (first(&listings.c), first(&listings.python));
        assert_eq!(printed, (*c, *python));
    }
}

#[test]
fn a_long_text_is_cut_in_a_listing() {
    let call = Call::Send {
        fd: FdRef::Variable("s".into()),
        data: Data::Text("x".repeat(1000)),
        flags: MessageFlags::empty(),
    };
    let printed = listings(&[Statement::Call { call, into: None }], false);
    let shown = "x".repeat(40);
    let expected = format!("send(s, \"{shown}...\", 1000, 0);");
    assert_eq!(first(&printed.c), expected);
}
