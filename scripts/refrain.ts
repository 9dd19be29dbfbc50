import process from "node:process";

type Run = (args: string[], out: (result: object) => void) => Promise<void>;

/** Each command is a module of its own, loaded when asked for. */
const commands: Readonly<Record<string, () => Promise<{ run: Run }>>> = {
  compose: () => import("./commands/compose"),
  diversity: () => import("./commands/diversity"),
  evaluate: () => import("./commands/evaluate"),
  harmonise: () => import("./commands/harmonise"),
  import: () => import("./commands/import"),
  likelihood: () => import("./commands/likelihood"),
  originality: () => import("./commands/originality"),
  personalise: () => import("./commands/personalise"),
  recommend: () => import("./commands/recommend"),
  render: () => import("./commands/render"),
  words: () => import("./commands/words"),
};

const [name, ...args] = process.argv.slice(2);
const load = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;

try {
  if (load === undefined) {
    const asked = name === undefined ? "No command given." : `There is no command "${name}".`;
    throw new Error(`${asked} Commands: ${Object.keys(commands).join(", ")}.`);
  }
  const { run } = await load();
  await run(args, (result) => process.stdout.write(`${JSON.stringify(result)}\n`));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
