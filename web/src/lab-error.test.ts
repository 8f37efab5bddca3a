import { describe, expect, it } from 'vitest';
import { LabError, toLabError } from './lab-error.ts';

describe('toLabError', () => {
  it('keeps what the engine said', () => {
    const thrown = Object.assign(new Error('m'), { code: 'bad-segment', detail: { field: 'seq' } });
    expect(toLabError(thrown, 'x')).toMatchObject({
      code: 'bad-segment',
      message: 'm',
      detail: { field: 'seq' },
      cause: thrown,
    });
  });

  it('is itself when it already is one', () => {
    const error = new LabError('freed', 'm');
    expect(toLabError(error, 'x')).toBe(error);
  });

  it('names the directive when the policy of the page forbids WebAssembly', () => {
    const thrown = new WebAssembly.CompileError(
      "WebAssembly.instantiate(): Compiling or instantiating WebAssembly module violates the following Content Security policy directive because 'unsafe-eval' is not allowed",
    );
    expect(toLabError(thrown, 'x')).toMatchObject({
      code: 'wasm-blocked',
      detail: { directive: "'wasm-unsafe-eval'" },
    });
  });

  it.each([new TypeError('fetch failed'), 'a string', undefined])('gives %s a code', (thrown) => {
    expect(toLabError(thrown, 'engine-missing').code).toBe('engine-missing');
  });
});
