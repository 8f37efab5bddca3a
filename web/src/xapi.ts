/**
 * What came of an exam or a quiz, in the shape of an xAPI `result` (xAPI 1.0.3, part two, 2.4.5): what the element
 * sends out as `tcp-lab-result`, for a learning platform to keep.
 */

/** How many points of how many; `scaled` is the share. */
export interface XapiScore {
  /** From 0 to 1. */
  scaled: number;
  raw: number;
  min: number;
  max: number;
}

/** The `result` object of an xAPI statement. */
export interface XapiResult {
  score: XapiScore;
  /** The share reached is enough. */
  success: boolean;
  /** Every question was answered. */
  completion: boolean;
  /** The answers in order, joined as the interaction type `sequencing` of xAPI joins them. */
  response: string;
  /** ISO 8601, to a hundredth of a second: "PT1M30.5S". */
  duration: string;
}

/** One question that was answered, or left out. */
export interface Answered {
  /** As given; null when it was left out. */
  given: string | number | null;
  right: boolean;
}

/** From this share on an exam is passed. */
export const PASS = 0.8;

/** The result of these answers, given within `milliseconds`. */
export function xapiResult(answers: readonly Answered[], milliseconds: number): XapiResult {
  const raw = answers.filter(({ right }) => right).length;
  const scaled = answers.length === 0 ? 0 : raw / answers.length;
  return {
    score: { scaled: Math.round(scaled * 1e4) / 1e4, raw, min: 0, max: answers.length },
    success: answers.length > 0 && scaled >= PASS,
    completion: answers.length > 0 && answers.every(({ given }) => given !== null),
    response: answers.map(({ given }) => String(given ?? '')).join('[,]'),
    duration: isoDuration(milliseconds),
  };
}

/** `PT0S`, `PT12.34S`, `PT1H2M3S`. */
export function isoDuration(milliseconds: number): string {
  const hundredths = Math.max(0, Math.round(milliseconds / 10));
  const hours = Math.floor(hundredths / 360_000);
  const minutes = Math.floor((hundredths % 360_000) / 6_000);
  const seconds = (hundredths % 6_000) / 100;
  const parts = [hours && `${hours}H`, minutes && `${minutes}M`, seconds && `${seconds}S`];
  return `PT${parts.filter(Boolean).join('') || '0S'}`;
}
