import { SqlFault } from '../ports/sql.ts'

/** More commands than this in one transaction keep the event loop from everything else for too long. */
const GROUP = 256

interface Waiting {
  run: () => unknown
  otherwise: ((error: unknown) => unknown) | undefined
  resolve: (result: unknown) => void
  reject: (error: unknown) => void
  ok: boolean
  result: unknown
}

export interface GroupCommit {
  commit<T>(fn: () => T, otherwise?: (error: unknown) => T): Promise<T>
  /** Does all that waits, now. */
  drain(): void
}

/**
 * Commands that arrive in one turn of the event loop share one transaction, so one wait for the disk. `transaction` is the
 * database's: nested calls are savepoints, which keep a command that throws from undoing its neighbours.
 */
export function createGroupCommit(transaction: <T>(fn: () => T) => T, maxPending: number): GroupCommit {
  let waiting: Waiting[] = []
  let planned = false

  function attempt({ run, otherwise }: Waiting): unknown {
    try {
      return transaction(run)
    } catch (error) {
      if (!otherwise) throw error
      return transaction(() => otherwise(error))
    }
  }

  function runOne(command: Waiting): void {
    try {
      command.result = attempt(command)
      command.ok = true
    } catch (error) {
      command.result = error
      command.ok = false
    }
  }

  function settle({ ok, resolve, reject, result }: Waiting): void {
    if (ok) resolve(result)
    else reject(result)
  }

  function flush(): void {
    const group = waiting.length > GROUP ? waiting.splice(0, GROUP) : waiting
    if (group === waiting) waiting = []
    const [only] = group
    try {
      if (only && group.length === 1) runOne(only)
      else transaction(() => group.forEach(runOne))
    } catch (error) {
      // Nothing was kept: whoever threw hears its own reason, everyone else why the group failed.
      for (const command of group) command.reject(command.ok ? error : command.result)
      return
    }
    group.forEach(settle)
  }

  /** While each turn of the event loop brings more, one more is waited for: a commit costs the same for many as for few. */
  function turn(before: number): void {
    if (waiting.length > before && waiting.length < GROUP) return void setImmediate(turn, waiting.length)
    planned = false
    flush()
    plan()
  }

  function plan(): void {
    if (planned || waiting.length === 0) return
    planned = true
    setImmediate(turn, 0)
  }

  return {
    commit: <T>(fn: () => T, otherwise?: (error: unknown) => T) =>
      new Promise<T>((resolve, reject) => {
        if (waiting.length >= maxPending) {
          reject(new SqlFault('busy', `${waiting.length} commands wait already`))
          return
        }
        waiting.push({ run: fn, otherwise, resolve: resolve as (result: unknown) => void, reject, ok: false, result: undefined })
        plan()
      }),
    drain() {
      while (waiting.length > 0) flush()
    },
  }
}
