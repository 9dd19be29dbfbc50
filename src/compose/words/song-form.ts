import { fault, ok, type Result } from "../../base/result";
import { parseLines, type SectionForm } from "./form";

/**
 * Reads a song's form, a section a line: its name, its rhyme scheme, its syllables, and a metre if
 * one is wanted. A chorus named without a scheme returns with its words; so does any section.
 *
 * @example
 * parseSong("verse ABAB 8,6,8,6\nchorus AABB 7 trochaic\nverse ABAB 8,6,8,6\nchorus")
 */
export function parseSong(text: string): Result<readonly SectionForm[]> {
  const sections: SectionForm[] = [];
  for (const [i, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const section = parseSection(line, sections);
    if (!section.ok) {
      const { message, position } = section.fault;
      return fault(message, { row: i + 1, ...position });
    }
    sections.push(section.value);
  }
  return sections.length === 0 ? fault("The song has no section.") : ok(sections);
}

function parseSection(line: string, before: readonly SectionForm[]): Result<SectionForm> {
  const fields = [...line.matchAll(/\S+/g)];
  const [name = "", scheme, syllables, metre] = fields.map(([field]) => field);
  if (scheme === undefined) {
    const again = before.findIndex((section) => section.name === name);
    const earlier = before[again];
    if (earlier === undefined) {
      return fault(`There is no "${name}" before whose words could return; give it a scheme.`, {
        column: 1 + (fields[0]?.index ?? 0),
      });
    }
    return ok({ name, lines: earlier.lines, again });
  }
  if (syllables === undefined) return fault(`Say how many syllables the lines of ${name} have.`);
  const lines = parseLines({ scheme, syllables, ...(metre === undefined ? {} : { metre }) });
  if (lines.ok) return ok({ name, lines: lines.value });
  const { message, position } = lines.fault;
  const at = fields[message.includes("syllables from") ? 2 : 1]?.index ?? 0;
  return fault(message, position && { column: at + (position.column ?? 1) });
}
