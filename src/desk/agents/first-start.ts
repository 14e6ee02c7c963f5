import { randomSecret } from '../ids.ts'
import type { Kit } from '../kit.ts'
import type { Settings } from '../settings/settings.ts'

/** The one-time link that makes the first owner. */
export interface FirstStart {
  /** The token, while nobody has an account; null afterwards. */
  token(): Promise<string | null>
  matches(token: string): Promise<boolean>
}

const KEY = 'setup-token'

export function createFirstStart({ db, commit }: Pick<Kit, 'db' | 'commit'>, { settings }: { settings: Settings }): FirstStart {
  async function token(): Promise<string | null> {
    if (await db.agent.findFirst({ select: { id: true } })) return null
    await commit(() => settings.putOnce(KEY, randomSecret()))
    const token = settings.get(KEY)
    return typeof token === 'string' ? token : null
  }
  return {
    token,
    async matches(given) {
      const wanted = await token()
      if (wanted === null || wanted.length !== given.length) return false
      let difference = 0
      for (let index = 0; index < wanted.length; index++) difference |= wanted.charCodeAt(index) ^ given.charCodeAt(index)
      return difference === 0
    },
  }
}
