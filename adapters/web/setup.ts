import type { Setup } from '../../src/contract/adapter.ts'
import type { WebCredentials } from './manifest.ts'

/** Nothing has to be registered anywhere: the widget comes from us and calls us. */
export const setup: Setup<WebCredentials> = {
  check: async ({ channelId, settings }) => ({
    externalId: channelId,
    name: typeof settings['name'] === 'string' ? settings['name'] : 'Web chat',
  }),
  install: async () => 'done',
  remove: async () => {},
  probe: async () => ({ state: 'ok' }),
}
