import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { extname, join, normalize, resolve, sep } from "node:path";
import { pipeline } from "node:stream";
import { pathToFileURL } from "node:url";
import { createGzip } from "node:zlib";
import { securityHeaders } from "./policy";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".webmanifest": "application/manifest+json; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".md": "text/markdown; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
  ".wasm": "application/wasm",
  ".bin": "application/octet-stream",
  ".mp3": "audio/mpeg",
  ".ogg": "audio/ogg",
};
const squeezable = /^(text\/|application\/(json|manifest|wasm)|image\/svg)/;

/** The file that answers a path: itself, or the one document for an address of a page. */
function fileFor(root: string, path: string): string | undefined {
  const file = normalize(join(root, path));
  if (!file.startsWith(root + sep)) return join(root, "index.html");
  if (existsSync(file) && statSync(file).isFile()) return file;
  return extname(path) === "" ? join(root, "index.html") : undefined;
}

function decode(url: string): string | undefined {
  try {
    return decodeURIComponent(new URL(url, "http://localhost").pathname);
  } catch {
    return undefined;
  }
}

/** A static server for the built app, with the headers it should have anywhere. */
export function createStaticServer(folder: string): Server {
  const root = resolve(folder);
  return createServer((request, response) => {
    const path = decode(request.url ?? "/");
    const file = path === undefined ? undefined : fileFor(root, path);
    const allowed = request.method === "GET" || request.method === "HEAD";
    if (!allowed || file === undefined || !existsSync(file)) {
      response.writeHead(allowed ? 404 : 405, securityHeaders).end();
      return;
    }
    const type = types[extname(file)] ?? "application/octet-stream";
    const gzip =
      squeezable.test(type) && /\bgzip\b/.test(String(request.headers["accept-encoding"]));
    response.writeHead(200, {
      ...securityHeaders,
      "content-type": type,
      vary: "accept-encoding",
      "cache-control": file.includes(`${sep}assets${sep}`)
        ? "public, max-age=31536000, immutable"
        : "no-cache",
      ...(gzip ? { "content-encoding": "gzip" } : { "content-length": statSync(file).size }),
    });
    if (request.method === "HEAD") {
      response.end();
      return;
    }
    // A reader who leaves early is no fault of the server.
    const done = () => undefined;
    if (gzip) pipeline(createReadStream(file), createGzip(), response, done);
    else pipeline(createReadStream(file), response, done);
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const port = Number(process.env["PORT"] ?? 4173);
  const server = createStaticServer("dist").listen(port, () => {
    const address = server.address();
    // Port 0 asks for any free one.
    const given = typeof address === "object" && address !== null ? address.port : port;
    console.log(`http://localhost:${given}`);
  });
}
