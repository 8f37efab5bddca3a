import { existsSync } from 'node:fs';
import process from 'node:process';

const SYSTEM = '/usr/bin/chromium';
const browser = process.env['TCP_LAB_CHROMIUM'] ?? (existsSync(SYSTEM) ? SYSTEM : undefined);

/** How tests start the browser: the named or the system's Chromium, quiet on the network. */
export const chromium = {
  ...(browser && { executablePath: browser }),
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-dev-shm-usage',
  ],
};
