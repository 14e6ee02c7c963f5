import type { Browser } from 'playwright-core'
import { chromium } from 'playwright-core'

/** Debian's `chromium-headless-shell`: the same pages without a browser around them, for half of the work. */
export const SHELL = '/usr/bin/chromium-headless-shell'

/** Debian's `chromium`: for what only a whole browser has, as notifications, and to measure what an agent's does. */
const WHOLE = '/usr/bin/chromium'

export const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export const startBrowser = ({ whole = false, flags = [] as string[] } = {}): Promise<Browser> =>
  chromium.launch({ executablePath: whole ? WHOLE : SHELL, args: [...FLAGS, ...flags] })
