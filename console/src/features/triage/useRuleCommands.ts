import { useQueryClient } from '@tanstack/react-query'
import { type Rule, triage } from '../../entities/agent/triage.ts'
import { keys } from '../../entities/keys.ts'
import { useCommand } from '../../entities/useCommand.ts'

/** Ordering and switching rules: shown at once, and taken back where the server refuses. */
export function useRuleCommands() {
  const client = useQueryClient()
  const write = (rules: Rule[]): void => void client.setQueryData<Rule[]>(keys.triageRules, rules)
  const expect = (next: (rules: Rule[]) => Rule[]): (() => void) => {
    const before = client.getQueryData<Rule[]>(keys.triageRules) ?? []
    write(next(before))
    return () => write(before)
  }
  const order = useCommand({
    run: (ids: string[]) => triage.order(ids),
    expect: (ids) => expect((rules) => ids.flatMap((id) => rules.find((one) => one.id === id) ?? [])),
    onDone: write,
  })
  const enable = useCommand({
    run: ({ id, enabled }: { id: string; enabled: boolean }) => triage.change(id, { enabled }),
    expect: ({ id, enabled }) => expect((rules) => rules.map((one) => (one.id === id ? { ...one, enabled } : one))),
  })
  return { order: order.run, enable: enable.run }
}
