/** A skill that is asked for, at this level at least (1 … 5). */
export interface Demand {
  skill: number
  level: number
}

/** What an agent needs to be given a conversation that waits. Conversations of one lane are alike in it, so that only the first of each is looked at. */
export interface Lane {
  /** Who may be given it besides its queue's own: 0 nobody, n the first n queues it overflows to, `EVERYBODY`. */
  reach: number
  weight: number
  channelId: string
  demands: readonly Demand[]
  /** The one agent it waits for. */
  heldFor: string | null
}

/** Past all overflow queues: everybody of the desk. */
export const EVERYBODY = 99

/** As it stands in a row. Neither an agent's nor a channel's id has a bar in it. */
export const writeLane = ({ reach, weight, channelId, demands, heldFor }: Lane): string =>
  [
    reach,
    weight,
    channelId,
    demands
      .toSorted((a, b) => a.skill - b.skill)
      .map(({ skill, level }) => `${skill}:${level}`)
      .join(','),
    heldFor ?? '',
  ].join('|')

export function readLane(text: string): Lane {
  const [reach = '', weight = '', channelId = '', demands = '', heldFor = ''] = text.split('|')
  return {
    reach: Number(reach),
    weight: Number(weight),
    channelId,
    demands: demands === '' ? [] : demands.split(',').map(readDemand),
    heldFor: heldFor === '' ? null : heldFor,
  }
}

function readDemand(text: string): Demand {
  const [skill = '', level = ''] = text.split(':')
  return { skill: Number(skill), level: Number(level) }
}

/** A step at which a demand falls to a lower level, or away: of one skill, or of all. */
export interface Relaxation {
  /** After the conversation began to wait. */
  afterSeconds: number
  skill?: number | undefined
  /** Absent: it is not asked for any more. */
  level?: number | undefined
}

/** What is still asked for after waiting so long. A step never asks for more than was asked. */
export function relaxed(demands: readonly Demand[], steps: readonly Relaxation[], waitedMs: number): Demand[] {
  const past = steps.filter(({ afterSeconds }) => afterSeconds * 1000 <= waitedMs)
  return demands.flatMap(({ skill, level }) => {
    const mine = past.filter((step) => step.skill === undefined || step.skill === skill)
    if (mine.some((step) => step.level === undefined)) return []
    return [{ skill, level: Math.min(level, ...mine.map((step) => step.level ?? level)) }]
  })
}
