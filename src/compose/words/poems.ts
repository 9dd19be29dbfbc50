/** A poem as stanzas of lines. */
export type Poem = readonly (readonly string[])[];

/** Poems of a text: a line that starts with # is a title and begins one; empty lines part stanzas. */
export function poemsIn(text: string): readonly Poem[] {
  const poems: string[][][] = [[]];
  let isNew = true;
  for (const line of text.split(/\r?\n/)) {
    if (line.startsWith("#")) {
      if ((poems.at(-1) as string[][]).length > 0) poems.push([]);
      isNew = true;
    } else if (line.trim() === "") {
      isNew = true;
    } else {
      const poem = poems.at(-1) as string[][];
      if (isNew) poem.push([]);
      (poem.at(-1) as string[]).push(line);
      isNew = false;
    }
  }
  return poems.filter((poem) => poem.length > 0);
}
