//! Requests byte by byte, as no client would send them: the path, the headers and the body are whatever they are.

use std::io::{self, Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// One connection to a server, made anew when the server has closed it.
#[derive(Debug)]
pub struct Wire {
    address: String,
    stream: Option<TcpStream>,
}

/// What is sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Raw {
    /// The method.
    pub method: String,
    /// Path and query, any bytes but line ends.
    pub target: Vec<u8>,
    /// Names and values, any bytes but line ends.
    pub headers: Vec<(String, Vec<u8>)>,
    /// The body of a write.
    pub body: Option<Vec<u8>>,
}

/// What comes back.
#[derive(Debug, Clone)]
pub struct Told {
    /// The status.
    pub status: u16,
    /// Names in small letters, and values.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Told {
    /// A header.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

impl Raw {
    fn bytes(&self) -> Vec<u8> {
        let clean = |bytes: &[u8]| -> Vec<u8> {
            bytes.iter().copied().filter(|byte| !matches!(byte, b'\r' | b'\n')).collect()
        };
        let target: Vec<u8> = clean(&self.target).into_iter().filter(|byte| *byte != b' ').collect();
        let mut bytes = [self.method.as_bytes(), b" ", &target, b" HTTP/1.1\r\nhost: hejie\r\n"].concat();
        for (name, value) in &self.headers {
            bytes.extend([name.as_bytes(), b": ", &clean(value), b"\r\n"].concat());
        }
        if let Some(body) = &self.body {
            bytes.extend(format!("content-length: {}\r\n", body.len()).bytes());
        }
        bytes.extend(b"\r\n");
        bytes.extend(self.body.iter().flatten());
        bytes
    }
}

impl Wire {
    /// To `http://host:port`.
    #[must_use]
    pub fn to(base: &str) -> Self {
        Self { address: base.trim_start_matches("http://").to_owned(), stream: None }
    }

    /// Sends a request and reads the whole answer.
    ///
    /// # Errors
    /// When none comes, on a new connection either.
    pub fn send(&mut self, raw: &Raw) -> io::Result<Told> {
        let head_only = raw.method == "HEAD";
        let bytes = raw.bytes();
        // A kept connection may have been closed meanwhile: that is no answer to this request.
        if let Some(mut kept) = self.stream.take()
            && kept.write_all(&bytes).is_ok()
            && let Ok(told) = self.answer(kept, head_only)
        {
            return Ok(told);
        }
        let mut stream = TcpStream::connect(&self.address)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_nodelay(true)?;
        // A server may refuse a head and close before it has read the body.
        let _sent = stream.write_all(&bytes);
        self.answer(stream, head_only)
    }

    fn answer(&mut self, mut stream: TcpStream, head_only: bool) -> io::Result<Told> {
        let mut read = Vec::new();
        let end = loop {
            match position(&read, b"\r\n\r\n") {
                // Not yet the answer: go on with the body.
                Some(at) if read.starts_with(b"HTTP/1.1 1") => drop(read.drain(..at + 4)),
                Some(at) => break at,
                None => more(&mut stream, &mut read)?,
            }
        };
        let head = String::from_utf8_lossy(&read[..end]).into_owned();
        let mut lines = head.split("\r\n");
        let status = lines.next().and_then(|line| line.split(' ').nth(1)?.parse().ok());
        let status: u16 = status.ok_or_else(|| io::Error::other(format!("no status: {head}")))?;
        let headers: Vec<(String, String)> = lines
            .filter_map(|line| line.split_once(':'))
            .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
            .collect();
        let mut rest = read.split_off(end + 4);
        let told = |body| Told { status, headers: headers.clone(), body };
        let header = |name: &str| headers.iter().find(|(known, _)| known == name).map(|(_, value)| value);
        let empty = head_only || matches!(status, 100..=199 | 204 | 304);
        let body = if empty {
            Vec::new()
        } else if header("transfer-encoding").is_some_and(|coding| coding.contains("chunked")) {
            chunks(&mut stream, &mut rest)?
        } else {
            let length = header("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
            while rest.len() < length {
                more(&mut stream, &mut rest)?;
            }
            rest.drain(..length).collect()
        };
        if header("connection").is_none_or(|connection| connection != "close") {
            self.stream = Some(stream);
        }
        Ok(told(body))
    }
}

fn chunks(stream: &mut TcpStream, rest: &mut Vec<u8>) -> io::Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let end = loop {
            if let Some(at) = position(rest, b"\r\n") {
                break at;
            }
            more(stream, rest)?;
        };
        let size =
            usize::from_str_radix(&String::from_utf8_lossy(&rest[..end]), 16).map_err(io::Error::other)?;
        while rest.len() < end + 2 + size + 2 {
            more(stream, rest)?;
        }
        body.extend(&rest[end + 2..end + 2 + size]);
        rest.drain(..end + 2 + size + 2);
        if size == 0 {
            return Ok(body);
        }
    }
}

fn more(stream: &mut TcpStream, into: &mut Vec<u8>) -> io::Result<()> {
    let mut buffer = [0; 16 * 1024];
    match stream.read(&mut buffer)? {
        0 => Err(io::ErrorKind::UnexpectedEof.into()),
        read => {
            into.extend(&buffer[..read]);
            Ok(())
        }
    }
}

fn position(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}
