/**
 * A count of messages that were dealt with, shared between a sender that must not run ahead and its receiver. The
 * sender's thread waits (it is a worker); the receiver only counts.
 */
export const createAcks = (): Int32Array<SharedArrayBuffer> => new Int32Array(new SharedArrayBuffer(4));

/** The receiver has dealt with one more message. */
export function acknowledge(acks: Int32Array): void {
  Atomics.add(acks, 0, 1);
  Atomics.notify(acks, 0);
}

/** Wait until at most `ahead` of `sent` messages are unanswered; `check` throws when the task was cancelled. */
export function waitForRoom(acks: Int32Array, sent: number, ahead: number, check: () => void): void {
  for (;;) {
    const done = Atomics.load(acks, 0);
    if (sent - done <= ahead) return;
    check();
    Atomics.wait(acks, 0, done, 50);
  }
}
