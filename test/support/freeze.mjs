// Preloaded into every thread of a process: whoever writes to the prototype of all objects is told so by an error.
Object.freeze(Object.prototype);
