import { AdapterFault, type Health } from '../../src/contract/adapter.ts'

/** How a call that only asks went. `advice`: what helps where it is not new credentials, by the platform's code. */
export async function healthOf(asked: Promise<unknown>, advice: { [platformCode: string]: string }): Promise<Health> {
  try {
    await asked
    return { state: 'ok' }
  } catch (error) {
    if (!(error instanceof AdapterFault)) throw error
    const { code, platformCode = '', message: text } = error
    return code === 'auth' ? { state: 'broken', code: advice[platformCode] ?? 'auth', text } : { state: 'warn', code: 'unreachable', text }
  }
}
