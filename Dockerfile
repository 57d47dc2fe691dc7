# Two stages: the compiler stays behind, the binary runs as nobody on a read-only root.
FROM rust:1.95-bookworm AS build
WORKDIR /src
COPY . .
RUN cargo build --release --locked -p api --features kurrent,postgres --bin hejie

FROM debian:bookworm-slim
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin hejie \
    && install -d -o hejie -g hejie -m 0700 /data
COPY --from=build /src/target/release/hejie /usr/local/bin/hejie
USER hejie
VOLUME /data
ENV HEJIE_DATA=/data HEJIE_SERVER_LISTEN=0.0.0.0:8080
EXPOSE 8080
ENTRYPOINT ["hejie"]
CMD ["serve"]
