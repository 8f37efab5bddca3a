import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Player, type Frames, type Playable } from './player.ts';

const MS = 1_000_000;

/** A lab whose moments are known beforehand. */
class Metronome implements Playable {
  waits: number[] = [];
  #position = 0;
  #now = 0;

  constructor(private readonly times: number[]) {}

  snapshot() {
    return { now: this.#now, next: this.times[this.#position] ?? null };
  }

  step() {
    this.#now = this.times[this.#position]!;
    this.#position += 1;
    return [this.#position];
  }

  runUntil(time: number) {
    this.waits.push(time);
    this.#now = time;
  }
}

/** Frames that come when the test says so. */
class Reel implements Frames {
  #waiting = new Map<number, (time: number) => void>();
  #handle = 0;
  #time = 0;

  request(callback: (time: number) => void) {
    this.#waiting.set(++this.#handle, callback);
    return this.#handle;
  }

  cancel(handle: number) {
    this.#waiting.delete(handle);
  }

  run(ms: number, count = 1) {
    for (let i = 0; i < count; i += 1) {
      this.#time += ms;
      const due = [...this.#waiting.values()];
      this.#waiting.clear();
      for (const callback of due) callback(this.#time);
    }
  }
}

let reel: Reel;
beforeEach(() => {
  reel = new Reel();
});

function started(times: number[], events = {}, speed = 1): { lab: Metronome; player: Player } {
  const lab = new Metronome(times);
  const player = new Player(lab, events, reel);
  player.speed = speed;
  player.play();
  reel.run(0); // The first frame only tells the time.
  return { lab, player };
}

describe('a player', () => {
  it('does nothing by itself', () => {
    const lab = new Metronome([5 * MS]);
    new Player(lab, {}, reel);
    reel.run(16, 10);
    expect(lab.snapshot().now).toBe(0);
  });

  it('moves the playhead between moments and leaves the lab alone', () => {
    const { lab, player } = started([50 * MS]);
    reel.run(20);
    expect(player.playhead).toBe(20 * MS);
    expect(lab.snapshot().now).toBe(0);
  });

  it('steps when a moment is reached, and tells what happened', () => {
    const step = vi.fn();
    const { player } = started([50 * MS, 90 * MS], { step });
    reel.run(30, 2);
    expect(step.mock.calls).toEqual([[[1]]]);
    expect(player.playhead).toBe(60 * MS);
  });

  it('takes several moments in one frame', () => {
    const step = vi.fn();
    started([1 * MS, 2 * MS, 2 * MS, 90 * MS], { step });
    reel.run(16);
    expect(step.mock.calls).toEqual([[[1, 2, 3]]]);
  });

  it('counts virtual seconds by its speed', () => {
    const { player } = started([50 * MS], {}, 0.1);
    reel.run(20);
    expect(player.playhead).toBe(2 * MS);
  });

  it('crosses an idle minute within a second, and says so', () => {
    const { lab, player } = started([60_000 * MS]);
    expect(player.warp).toBe(60);
    reel.run(100, 10);
    expect(lab.snapshot().now).toBe(60_000 * MS);
  });

  it('warps nothing while something is worth watching', () => {
    const { player } = started([60_000 * MS], { busy: () => true });
    reel.run(100, 10);
    expect(player.warp).toBe(1);
    expect(player.playhead).toBe(1000 * MS);
  });

  it('does not jump after the page slept', () => {
    const { player } = started([900 * MS]);
    reel.run(60_000);
    expect(player.playhead).toBe(100 * MS);
  });

  it('stops at the end', () => {
    const change = vi.fn();
    const { player } = started([5 * MS], { change });
    reel.run(16);
    expect(player.playing).toBe(false);
    expect(change.mock.calls).toEqual([[true], [false]]);
    player.play();
    expect(player.playing).toBe(false);
  });

  it('pauses where it is and goes on from there', () => {
    const { player } = started([900 * MS]);
    reel.run(50);
    player.pause();
    reel.run(50);
    expect(player.playhead).toBe(50 * MS);
    player.play();
    reel.run(0);
    reel.run(50);
    expect(player.playhead).toBe(100 * MS);
  });

  it('is alone on its page', () => {
    const { player: first } = started([900 * MS]);
    const { player: second } = started([900 * MS]);
    expect([first.playing, second.playing]).toEqual([false, true]);
  });

  it('settles at the playhead, so that an act happens when the reader saw it', () => {
    const { lab, player } = started([50 * MS]);
    player.settle();
    expect(lab.waits).toEqual([]);
    reel.run(20);
    player.settle();
    expect(lab.waits).toEqual([20 * MS]);
  });

  it('follows a lab that was moved by others', () => {
    const { lab, player } = started([50 * MS, 80 * MS]);
    lab.step();
    player.sync();
    expect(player.playhead).toBe(50 * MS);
  });

  it('stops and reports when the lab fails', () => {
    const error = vi.fn();
    const { lab, player } = started([5 * MS], { error });
    const failure = new Error('no');
    lab.step = () => {
      throw failure;
    };
    reel.run(16);
    expect(error).toHaveBeenCalledWith(failure);
    expect(player.playing).toBe(false);
  });
});
