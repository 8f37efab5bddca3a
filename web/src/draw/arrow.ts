/** One segment of the ladder as a line, and the words along it. */
import type { Crossing, CrossingId } from '../lab.ts';

export interface Label {
  /** Middle of the text on the line of the arrow. */
  x: number;
  y: number;
  /** Slope in degrees, never upside down. */
  angle: number;
  /** One line above the arrow and perhaps one below it. */
  above: string[];
  below: string[];
}

export interface Arrow {
  id: CrossingId;
  crossing: Crossing;
  x1: number;
  y1: number;
  /** Where it ends or will end. */
  x2: number;
  y2: number;
  /** The lane it was meant for: words may go on to there. */
  far: number;
  /** How much of it lies in the past, 0 to 1. */
  travelled: number;
  label: Label | null;
}
