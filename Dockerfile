# syntax=docker/dockerfile:1
FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=1 go build -tags sqlite_omit_load_extension,nomsgpack -trimpath -ldflags '-s -w' -o /demarche ./cmd/demarche \
 && mkdir /data

FROM debian:bookworm-slim
# tzdata: world time is Paris time. wget: the health check below.
RUN apt-get update \
 && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends tzdata wget \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin demarche
COPY --from=build /demarche /usr/local/bin/demarche
COPY --from=build --chown=10001:10001 /data /data
COPY LICENSE LICENSE-CONTENUS.md /usr/share/doc/demarche/
USER 10001
WORKDIR /data
VOLUME /data
EXPOSE 8080
ENV TZ=Europe/Paris \
    DEMARCHE_ADRESSE=0.0.0.0:8080 \
    DEMARCHE_DONNEES=/data
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s \
  CMD ["wget", "-q", "-O", "/dev/null", "http://127.0.0.1:8080/sante"]
ENTRYPOINT ["demarche"]
CMD ["serve"]
