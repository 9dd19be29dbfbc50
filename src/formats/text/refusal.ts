import type { Fault, Position } from "../../base/result";

/**
 * Thrown while a file is read, when going on is impossible (too large, damaged, forged). It never
 * leaves this room: `readImport` turns it into a Result.
 */
export class Refusal extends Error {
  readonly fault: Fault;

  constructor(message: string, position?: Position) {
    super(message);
    this.name = "Refusal";
    this.fault = position === undefined ? { message } : { message, position };
  }
}
