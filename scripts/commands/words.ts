type Run = (args: string[], out: (result: object) => void) => Promise<void>;

/** What can be done with words, each a module of its own. */
const commands: Readonly<Record<string, () => Promise<{ run: Run }>>> = {
  align: () => import("./words/align"),
  analyse: () => import("./words/analyse"),
  likelihood: () => import("./words/likelihood"),
  rhyme: () => import("./words/rhyme"),
  write: () => import("./words/write"),
};

/** @throws Error with a sentence to act on, when there is no such command or it fails */
export async function run(args: string[], out: (result: object) => void): Promise<void> {
  const [name, ...rest] = args;
  const load = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load === undefined) {
    const asked = name === undefined ? "Say what: words …" : `There is no command "words ${name}".`;
    throw new Error(`${asked} Commands: ${Object.keys(commands).join(", ")}.`);
  }
  const { run: runCommand } = await load();
  await runCommand(rest, out);
}
