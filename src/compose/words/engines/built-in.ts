import { seededRandom } from "../../../base/random";
import { analyseLine } from "../../../lyrics/line";
import { isArchaic } from "../lists/archaisms";
import { logProbabilities } from "../../../nn/sampling";
import { lineFaults } from "../checks";
import { LineDraft, type Drawing } from "../draft";
import { drawEndings, endingsFor } from "../endings";
import type { LyricEngine, ProposeOptions } from "../engine";
import type { Judge } from "../judge";
import { surprise } from "../likelihood";
import { PrimedRow } from "../primed-row";
import { presented } from "../presented";
import { promptTokens } from "../prompt";
import { bestCandidates, scoreLine } from "../rank";
import type { LineCandidate, LineRequest, SongLine } from "../request";
import { rollOut } from "../roll-out";
import { isSlur } from "../lists/slurs";
import { themeOf, toldTheme, type Theme } from "../theme";
import { buildTrie, type TrieNode } from "../trie";
import { canonicalLine, lineTokens, turnLine } from "../verse";
import { openVocabulary, type Vocabulary, type VocabularyWord } from "../vocabulary";
import type { WordsModel } from "../words-model";
import { wordsIn } from "../word-text";

/** How lines are drawn; the same seed and settings give the same lines. */
export interface BuiltInSettings {
  /** Of the rest of the line; 0–2. */
  readonly temperature: number;
  readonly topP: number;
  /** Rounds of drafts, each of all the runner's rows but one, before fewer than asked for is the answer. */
  readonly rounds: number;
}

const SETTINGS: BuiltInSettings = { temperature: 0.8, topP: 0.9, rounds: 3 };
/** What a theme word gains in the logarithm of its odds. */
const LEANING = 1.2;
/** Marks within a line, and after its end word. */
const INSIDE = [",", ";"];
const CLOSING = [".", "!", "?"];
const OPEN = [",", ";", ":"];

/** The built-in model as an engine: lines of a guaranteed form. */
export class BuiltInEngine implements LyricEngine {
  readonly name: string;
  readonly #model: WordsModel;
  readonly #judge: Judge;
  readonly #settings: BuiltInSettings;
  readonly #vocabulary: Vocabulary;
  readonly #trie: TrieNode;
  readonly #primed: PrimedRow;

  constructor(model: WordsModel, judge: Judge, settings: Partial<BuiltInSettings> = {}) {
    this.name = model.name;
    this.#model = model;
    this.#judge = judge;
    this.#settings = { ...SETTINGS, ...settings };
    const { tokenizer } = model.verse;
    const isBanned = (word: string) => isArchaic(word) || isSlur(word);
    this.#vocabulary = openVocabulary(
      [...judge.corpus.values()],
      judge.lexicon,
      tokenizer,
      isBanned,
    );
    this.#trie = buildTrie(this.#vocabulary.words);
    this.#primed = new PrimedRow(model.runner, 0);
  }

  async propose(
    request: LineRequest,
    { signal, onCandidate }: ProposeOptions = {},
  ): Promise<readonly LineCandidate[]> {
    signal?.throwIfAborted();
    const theme = themeOf(request.theme ?? [], request.mood, this.#judge.corpus);
    const random = seededRandom(`${request.seed} ${request.before.length}`);
    const endings = this.#endings(request);
    const logits = this.#primed.tell(this.#prompt(request));
    const logs = logProbabilities(logits);
    const drawing = this.#drawing(request, theme);
    const rows = this.#model.runner.rows - 1;
    const found: LineCandidate[] = [];
    const used = new Set<VocabularyWord>();
    for (let round = 0; round < this.#settings.rounds; round++) {
      const fresh = endings.filter((word) => !used.has(word));
      const bias = (word: VocabularyWord) => LEANING * (theme.get(word.text) ?? 0);
      const drawn = drawEndings(this.#vocabulary, fresh, logs, bias, random, Math.ceil(rows / 2));
      if (drawn.length === 0 && round > 0 && found.length > 0) break;
      const ends = drawn.length > 0 ? drawn : endings.slice(0, rows);
      if (ends.length === 0) return [];
      for (const word of ends) used.add(word);
      const drafts = Array.from({ length: rows }, (_, i) => {
        const end = ends[i % ends.length] as VocabularyWord;
        return new LineDraft(drawing, end, request.form.syllables, random);
      });
      for await (const draft of rollOut(this.#model.runner, 0, logits, drafts, signal)) {
        const candidate = this.#candidate(request, theme, draft);
        if (candidate === undefined || found.some(({ text }) => text === candidate.text)) continue;
        found.push(candidate);
        onCandidate?.(candidate);
      }
      if (bestCandidates(found, request.count).length >= request.count) break;
    }
    return bestCandidates(found, request.count);
  }

  async score(line: string, before: readonly SongLine[]): Promise<number | undefined> {
    const { verse, runner } = this.#model;
    const turned = turnLine(verse, line);
    if (turned === undefined) return undefined;
    const { syllables } = analyseLine(this.#judge.lexicon, line);
    const prompt = promptTokens(verse, [], before, (one) => this.#count(one), syllables);
    const tokens = lineTokens(verse, turned);
    const first = this.#primed.tell(prompt);
    const after = runner.feedAll(0, tokens.slice(0, -1));
    runner.truncate(0, prompt.length);
    const costs = tokens.map((token, i) => {
      const { vocabulary } = runner;
      const logits = i === 0 ? first : after.subarray((i - 1) * vocabulary, i * vocabulary);
      return surprise(logits, token);
    });
    return -costs.reduce((sum, cost) => sum + cost, 0) / tokens.length;
  }

  #count(line: string): number {
    return analyseLine(this.#judge.lexicon, line).syllables;
  }

  #prompt({ before, form, theme = [], mood }: LineRequest): readonly number[] {
    const told = toldTheme(theme, mood);
    return promptTokens(
      this.#model.verse,
      told,
      before,
      (line) => this.#count(line),
      form.syllables,
    );
  }

  #endings(request: LineRequest): readonly VocabularyWord[] {
    const { form, rhymes = [], partners = 0, begins = "", before, rejected = [] } = request;
    const said = [...before, ...rejected].flatMap((line) => wordsIn(line ?? "").at(-1) ?? []);
    return endingsFor(this.#vocabulary, {
      syllables: form.syllables,
      room: form.syllables - this.#count(begins),
      stresses: form.stresses,
      rhymes: rhymes.map((word) => this.#vocabulary.sounds(word)),
      partners,
      taken: new Set([...said, ...rhymes]),
    });
  }

  #drawing(request: LineRequest, theme: Theme): Drawing {
    const { verse } = this.#model;
    const { tokenizer, codes } = verse;
    const token = (mark: string): number[] => tokenizer.encode(mark);
    const { begins = "", closes = false, form } = request;
    const { temperature, topP } = this.#settings;
    return {
      rules: {
        trie: this.#trie,
        marks: INSIDE.flatMap(token),
        line: codes.line,
        stresses: form.stresses,
      },
      to: codes.to,
      closings: closes
        ? CLOSING.flatMap(token)
        : [codes.to, ...[...OPEN, ...CLOSING].flatMap(token)],
      leaning: new Map(
        [...theme].flatMap(([word, weight]): [number, number][] => {
          const tokens = tokenizer.encode(word);
          return tokens.length === 1 ? [[tokens[0] as number, LEANING * weight]] : [];
        }),
      ),
      begins: { tokens: tokenizer.encode(begins), syllables: this.#count(begins) },
      temperature,
      topP,
    };
  }

  #candidate(request: LineRequest, theme: Theme, draft: LineDraft): LineCandidate | undefined {
    const { verse } = this.#model;
    const turned = { end: draft.ending, rest: draft.rest };
    const text = presented(canonicalLine(verse, turned));
    if (lineFaults(this.#judge, request, text).length > 0) return undefined;
    const mean = draft.logProb / draft.tokens.length;
    return {
      text,
      engine: this.name,
      seed: request.seed,
      logProb: draft.logProb,
      scores: scoreLine(this.#judge, request, theme, text, mean),
    };
  }
}
