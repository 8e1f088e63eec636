/** Numbers whose count is not known before the last has been read. */
export class Growing<A extends Int32Array | Float64Array> {
  #array: A;
  length = 0;

  constructor(array: A) {
    this.#array = array;
  }

  push(value: number): void {
    if (this.length === this.#array.length) {
      const larger = new (this.#array.constructor as new (length: number) => A)(
        Math.max(1024, this.length * 2),
      );
      larger.set(this.#array);
      this.#array = larger;
    }
    this.#array[this.length++] = value;
  }

  /** What has been pushed; valid until the next push. */
  get values(): A {
    return this.#array.subarray(0, this.length) as A;
  }
}
