import { existsSync } from 'node:fs';

const SYSTEM = '/usr/bin/chromium';

/** How tests start the browser: the system's Chromium where there is one, quiet on the network. */
export const chromium = {
  ...(existsSync(SYSTEM) && { executablePath: SYSTEM }),
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
