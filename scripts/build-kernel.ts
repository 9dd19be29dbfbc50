import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import asc from "assemblyscript/asc";

const folder = "kernel";

/** Each kernel's source in `kernel/`, and the module that carries what it compiles to. */
export const kernelFiles = {
  "similarity.ts": "src/recommend/kernel/bytes.ts",
  "lstm.ts": "src/nn/kernel/bytes.ts",
  "transformer.ts": "src/nn/transformer/bytes.ts",
  "floor.ts": "bench/lstm/floor-bytes.ts",
} as const;

const flags = ["-O3", "--noAssert", "--runtime", "stub", "--enable", "simd"];

/**
 * Compiles a kernel to the module that carries it: as text, so that Node, workers and tests get it
 * by the same import, without a request.
 *
 * @throws Error with the compiler's words when the source does not compile
 */
export async function compileKernel(entry: keyof typeof kernelFiles): Promise<string> {
  let bytes: Uint8Array | undefined;
  const { error, stderr } = await asc.main([entry, "-o", "kernel.wasm", ...flags], {
    readFile: (name) => {
      const path = join(folder, name);
      return existsSync(path) ? readFileSync(path, "utf8") : null;
    },
    writeFile: (_name, content) => {
      bytes = Uint8Array.from(content as Uint8Array);
    },
    listFiles: () => [],
  });
  if (error || !bytes) throw new Error(`${error?.message ?? "No output"}\n${stderr.toString()}`);
  const text = Buffer.from(bytes).toString("base64");
  return (
    `/** WebAssembly of ${folder}/${entry} in base 64, written by scripts/build-kernel.ts. */\n` +
    `export const kernelBytes =\n  "${text}";\n`
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  for (const [entry, file] of Object.entries(kernelFiles)) {
    const text = await compileKernel(entry as keyof typeof kernelFiles);
    writeFileSync(file, text);
    process.stdout.write(`${file}: ${text.length} characters.\n`);
  }
}
