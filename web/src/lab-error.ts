/**
 * The one error the page knows. `code` is stable (`error-<code>` in the catalogues), `detail` fills the
 * sentence. Codes of its own, beside the engine's: `wasm-blocked` (the page's policy forbids WebAssembly;
 * `directive` is what it lacks), `engine-missing` and `scenario-missing` (not downloaded or damaged), `engine-failed` (a defect),
 * `freed`, and those of link.ts.
 */
export class LabError extends Error {
  override readonly name = 'LabError';

  constructor(
    readonly code: string,
    message: string,
    readonly detail: Record<string, string | number> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** `fallback` is the code for what carries none. */
export function toLabError(reason: unknown, fallback: string): LabError {
  if (reason instanceof LabError) return reason;
  const message = reason instanceof Error ? reason.message : String(reason);
  const options = { cause: reason };
  if (isCoded(reason)) return new LabError(reason.code, message, reason.detail ?? {}, options);
  if (isBlockedByPolicy(reason)) {
    return new LabError('wasm-blocked', message, { directive: "'wasm-unsafe-eval'" }, options);
  }
  return new LabError(fallback, message, { message }, options);
}

function isCoded(reason: unknown): reason is Pick<LabError, 'code'> & Partial<LabError> {
  if (typeof reason !== 'object' || reason === null) return false;
  return (
    typeof (reason as { code?: unknown }).code === 'string' && !(reason instanceof DOMException)
  );
}

/** Browsers differ in words and agree on the policy's name: Chromium and Safari throw a CompileError. */
function isBlockedByPolicy(reason: unknown): boolean {
  if (!(reason instanceof Error)) return false;
  return /Content.Security.Policy|unsafe-eval|blocked by CSP/i.test(reason.message);
}
