import { describe, expect, test } from 'vitest'
import { AdapterFault } from './adapter.ts'
import { brokenFault, strangeFault } from './faults.ts'
import { hookSecrets } from './hook-secrets.ts'

describe('something in front of the platform spoke', () => {
  test.each([502, 503, 504, 520])('%i: nobody knows whether the call was passed on', (status) => {
    expect(strangeFault('Platform', status)).toMatchObject({
      code: 'network',
      certain: false,
      platformCode: String(status),
      message: `Something in front of Platform answered with status ${status}.`,
    })
  })

  test('413: it was too large to be passed on', () => {
    expect(strangeFault('Platform', 413)).toMatchObject({
      code: 'content',
      certain: true,
      platformCode: '413',
      message: expect.stringContaining('413'),
    })
  })
})

describe('a call that did not end', () => {
  const egress = (more: object) => Object.assign(new Error('https://platform/token/send'), { name: 'EgressFault', ...more })

  test.each([
    ['was not sent', egress({ code: 'refused', sent: false }), true, 'refused'],
    ['was sent', egress({ code: 'timeout', sent: true }), false, 'timeout'],
    ['was sent, for all that is said', egress({ code: 'timeout' }), false, 'timeout'],
    ['broke off for a reason without a name', egress({ code: '', sent: false }), true, 'failed'],
    ['broke off for a reason of somebody else’s', Object.assign(new TypeError('x'), { code: 'secret', sent: false }), false, 'failed'],
    ['broke off for no reason', undefined, false, 'failed'],
  ])('that %s', (_why, cause, certain, platformCode) => {
    const fault = brokenFault('Platform', cause)
    expect(fault).toMatchObject({ code: 'network', certain, platformCode, message: `The call to Platform did not end: ${platformCode}.` })
    expect(fault.cause).toBeUndefined()
  })
})

test('a fault says what it was made with, and no more', () => {
  const all = { retryAfterMs: 5, platformCode: '40', movedTo: 'there', account: true, externalId: 'id', cause: new Error('why') }
  const fault = new AdapterFault('rate', 'too many', { certain: true, ...all })
  expect(fault).toBeInstanceOf(Error)
  expect(fault).toMatchObject({ name: 'AdapterFault', code: 'rate', message: 'too many', certain: true, ...all })
  const plain = new AdapterFault('gone', 'no', { certain: false })
  expect(plain).toMatchObject({ certain: false, account: false })
  for (const name of Object.keys(all)) if (name !== 'account') expect(plain[name as keyof AdapterFault]).toBeUndefined()
})

test('of the secrets that a platform may show, the present one stands first', () => {
  expect(hookSecrets({ hookSecret: 'new', formerHookSecrets: ['old', 'older'] })).toEqual(['new', 'old', 'older'])
  expect(hookSecrets({ hookSecret: 'new' })).toEqual(['new'])
})
