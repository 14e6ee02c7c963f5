import type { i18n as I18n } from 'i18next'
import type { Trouble } from './api.ts'

/** `QQ refuses our credentials`, without a full stop. A code that this version of the console does not know has general words. */
export function troubleWords({ code, stops }: Pick<Trouble, 'code' | 'stops'>, channel: string, { t, exists }: Pick<I18n, 't' | 'exists'>) {
  const key = `trouble.why.${code}`
  return t((exists(key) ? key : `trouble.why.${stops ? 'stops' : 'warns'}`) as 'trouble.why.stops', { channel })
}
