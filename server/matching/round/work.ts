import type { Stop } from './network-simplex.ts';

/** Work done so far, counted in iterations of the simplex method: the same on any machine. */
export class Work {
  readonly #stop: Stop;
  done = 0;

  constructor(stop: Stop) {
    this.#stop = stop;
  }

  /** Whether it was asked to stop, having done so much more than is counted. */
  isStopped(more: number): boolean {
    return this.#stop(this.done + more);
  }

  /** Whether it was asked to stop, or has done so much. */
  isOver(atMost = Infinity): boolean {
    return this.done >= atMost || this.#stop(this.done);
  }
}
