import { erlang } from '../../src/model/erlang.ts'
import { mean } from './figures.ts'
import { simulate } from './world.ts'

export interface Surge {
  /** Minutes. */
  from: number
  until: number
  times: number
  /** Mean wait of those who came in each minute. */
  waits: number[]
  /** The mean wait that the theory gives for the usual load. */
  usual: number
  /** Minutes after its end until five minutes in a row are as usual: at most twice that. */
  recovery: number | undefined
}

const USUAL = { arrivals: 48, service: 1, servers: 50, leaving: 0.5 }
const CALM = 5

/** Ten times as many come, for ten minutes. */
export async function surge(seed: number): Promise<Surge> {
  const { arrivals, servers, leaving } = USUAL
  const [from, until, times, minutes] = [20, 30, 10, 70]
  const perMinute = (minute: number): number => arrivals * (minute >= from && minute < until ? times : 1)
  const customers = arrivals * (minutes + (until - from) * (times - 1))
  const all = await simulate({ seed, agents: servers, capacity: 1, streams: [{ perMinute, atMost: arrivals * times, leaving }], customers })
  const waits = Array.from({ length: minutes }, (_, minute) =>
    mean(all.filter(({ came }) => Math.floor(came) === minute).map(({ waited }) => waited)),
  )
  const usual = erlang(USUAL).meanWait
  const calm = waits.findIndex((_, minute) => minute >= until && waits.slice(minute, minute + CALM).every((wait) => wait <= 2 * usual))
  return { from, until, times, waits, usual, recovery: calm < 0 ? undefined : calm - until }
}

export interface Kept {
  reserve: number
  urgent: number
  /** Of the urgent: how many had an agent within the promise. */
  kept: number
  /** Minutes. */
  longest: number
  meanOthers: number
}

/** Minutes within which somebody urgent is promised an agent. */
export const PROMISED = 1

/**
 * Ordinary customers come at 120 % of what twenty agents of five conversations each can do, and nobody gives up within a quarter of an hour on the average; one in forty is urgent.
 */
export async function urgency(seed: number, reserve: number, customers: number): Promise<Kept> {
  const [agents, capacity] = [20, 5]
  const ordinary = 1.2 * agents * capacity
  const steady = (perMinute: number, leaving: number, urgent: boolean) => ({
    perMinute: () => perMinute,
    atMost: perMinute,
    leaving,
    urgent,
  })
  const streams = [steady(ordinary, 1 / 15, false), steady(ordinary / 40, 0, true)]
  const all = await simulate({ seed, agents, capacity, reserve, streams, customers })
  const urgent = all.filter(({ urgent }) => urgent)
  const others = all.filter(({ urgent }) => !urgent)
  return {
    reserve,
    urgent: urgent.length,
    kept: urgent.filter(({ waited }) => waited <= PROMISED).length,
    longest: Math.max(...urgent.map(({ waited }) => waited)),
    meanOthers: mean(others.map(({ waited }) => waited)),
  }
}
