import { Numbers } from './numbers.ts';

type Stated<Terms> = Terms & { readonly topic: string };

/**
 * Gives everything that is stated, a topic with its terms, one small number, from 1 on, and keeps it:
 * what many members state alike has to be weighed once.
 */
export class Statements<Terms> {
  /** The terms that occur, by number. */
  readonly terms = new Numbers<Terms>();
  readonly #topics: Numbers<string>;
  readonly #topicOf: number[] = [NaN];
  readonly #termsOf: number[] = [NaN];
  /** By topic, then by terms. */
  readonly #known: Map<number, number>[] = [];
  readonly #ofTopic: number[][] = [];
  /** What was stated, put together when first asked for. */
  readonly #values: Stated<Terms>[] = [];

  constructor(topics: Numbers<string>) {
    this.#topics = topics;
  }

  /** Every number is below this. */
  get size(): number {
    return this.#topicOf.length;
  }

  of(topic: string, terms: Terms): number {
    const [topicNumber, termsNumber] = [this.#topics.of(topic), this.terms.of(terms)];
    const known = (this.#known[topicNumber] ??= new Map<number, number>());
    let number = known.get(termsNumber);
    if (number === undefined) {
      known.set(termsNumber, (number = this.size));
      (this.#ofTopic[topicNumber] ??= []).push(number);
      this.#topicOf.push(topicNumber);
      this.#termsOf.push(termsNumber);
    }
    return number;
  }

  /** All about a topic; none where its number is not known. */
  about(topic: number | undefined): readonly number[] {
    return (topic === undefined ? undefined : this.#ofTopic[topic]) ?? [];
  }

  /** The number of the topic. */
  topicOf(number: number): number {
    return this.#topicOf[number]!;
  }

  /** The number of the terms. */
  termsOf(number: number): number {
    return this.#termsOf[number]!;
  }

  /** What was stated. */
  value(number: number): Stated<Terms> {
    return (this.#values[number] ??= {
      topic: this.#topics.value(this.#topicOf[number]!),
      ...this.terms.value(this.#termsOf[number]!),
    });
  }
}
