/**
 * A count of messages that were dealt with, shared between a sender that must not run ahead and its receiver. The
 * sender's thread waits (it is a worker); the receiver only counts.
 */
export const createAcks = (): Int32Array<SharedArrayBuffer> => new Int32Array(new SharedArrayBuffer(4));

/** The receiver has dealt with so many more messages. Each call may cost it its turn on the processor. */
export function acknowledge(acks: Int32Array, count: number): void {
  Atomics.add(acks, 0, count);
  Atomics.notify(acks, 0);
}

/**
 * When more than `ahead` of `sent` messages are unanswered, wait until half of them are answered: a few long waits instead
 * of many short ones. `check` throws when the task was cancelled.
 */
export function waitForRoom(acks: Int32Array, sent: number, ahead: number, check: () => void): void {
  for (let most = ahead; ; most = ahead / 2) {
    const done = Atomics.load(acks, 0);
    if (sent - done <= most) return;
    check();
    Atomics.wait(acks, 0, done, 50);
  }
}
