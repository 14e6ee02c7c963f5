import { describe, expect, it } from 'vitest'
import { HOOK_SECRET, HOOK_URL, bytesOf, contextOf } from '../../tests/contract/harness.ts'
import { loopback } from '../../tests/harness/loopback.ts'
import { telegramHarness } from '../../tests/harness/telegram.ts'
import { telegram } from './index.ts'

const ctx = contextOf(telegramHarness(loopback))

describe('the secret that comes with each call', () => {
  const verdict = async (secret: string | null, former: string[] = []) => {
    const headers = new Headers(secret === null ? {} : { 'x-telegram-bot-api-secret-token': secret })
    const body = bytesOf({ update_id: 1 })
    const { is, ...rest } = await telegram.webhook!.verify(
      { method: 'POST', url: HOOK_URL, headers, body },
      { ...ctx, formerHookSecrets: former },
    )
    return is === 'reject' && 'status' in rest ? rest.status : is
  }

  it('is ours, or one of those that still count', async () => {
    expect([await verdict(HOOK_SECRET), await verdict(HOOK_SECRET, ['old'])]).toEqual(['accept', 'accept'])
    expect([await verdict('old', ['older', 'old']), await verdict('old'), await verdict('older', ['old'])]).toEqual(['accept', 403, 403])
    expect([await verdict(null, ['old']), await verdict('', [''])]).toEqual([401, 401])
  })
})
