import type { TestDesk } from '../../../support/test-desk.ts'

interface Waiting {
  id: number
  queueId: number
  priority: string
  weight: number
  queuedAt: number
  lane: string
}
interface Agent {
  id: string
  load: number
  capacity: number
  pushedAt: number | null
}

/**
 * Who waits beside somebody who is free and may be given them, judged anew from the rows and by the plain words of the rules: not by
 * what routing itself looks at.
 */
export function forgotten(desk: TestDesk): string[] {
  const now = desk.clock.now()
  const agents = desk.rows<Agent>("SELECT id, load, capacity, pushedAt FROM Agent WHERE presence = 'available' AND disabled = 0")
  const found: string[] = []
  for (const { id, queueId, priority, weight, queuedAt, lane } of desk.rows<Waiting>(
    "SELECT id, queueId, priority, weight, queuedAt, lane FROM Conversation WHERE status = 'waiting'",
  )) {
    const queue = desk.row<{ mode: string; overflow: string | null; reserve: number }>(
      'SELECT mode, overflow, reserve FROM Queue WHERE id = ?',
      queueId,
    )
    if (queue.mode === 'pull' && priority !== 'urgent') continue
    const members = desk
      .rows<{ agentId: string }>('SELECT agentId FROM QueueMember WHERE queueId = ?', queueId)
      .map(({ agentId }) => agentId)
    const steps = (JSON.parse(queue.overflow ?? '[]') as { queue: number | null; afterSeconds: number }[]).filter(
      ({ afterSeconds }) => afterSeconds * 1000 <= now - queuedAt,
    )
    const everybody = members.length === 0 || steps.some((step) => step.queue === null)
    const heldFor = lane.split('|')[4]
    for (const agent of agents) {
      if (!everybody && !members.includes(agent.id)) continue
      if (heldFor !== '' && heldFor !== agent.id) continue
      if (desk.rows('SELECT 1 FROM Decline WHERE conversationId = ? AND agentId = ?', id, agent.id).length > 0) continue
      const kept = priority === 'urgent' ? 0 : Math.floor((agent.capacity * queue.reserve) / 100)
      if (agent.load + weight > agent.capacity - kept) continue
      if (queue.mode === 'push' && now - (agent.pushedAt ?? 0) < 3000) continue
      const needs = desk.rows<{ skillId: number; level: number }>(
        'SELECT skillId, level FROM ConversationSkill WHERE conversationId = ?',
        id,
      )
      const knows = needs.every(
        (need) =>
          desk.rows('SELECT 1 FROM AgentSkill WHERE agentId = ? AND skillId = ? AND level >= ?', agent.id, need.skillId, need.level)
            .length > 0,
      )
      if (knows) found.push(`${id} waits beside ${agent.id}`)
    }
  }
  return found
}
