import type { ComponentType } from 'react'
import { createElement, useEffect, useLayoutEffect, useState } from 'react'
import { createStore } from './store.ts'

/** When a page has settled where the browser does not say it, in ms. */
const SETTLED = 2000

/** How soon a busy page is looked at again, in ms. */
const AGAIN = 200

const nothing = (): void => {}

const fetches: (() => Promise<void>)[] = []

/** How many parts that keys are meant for are wanted on the page and not there yet. */
export const awaited = createStore(0)

/** While `holds`, what is typed waits: it is meant for what is about to be there. */
export function useHolding(holds: boolean): void {
  useLayoutEffect(() => {
    if (!holds) return
    awaited.set(awaited.get() + 1)
    return () => awaited.set(awaited.get() - 1)
  }, [holds])
}

/**
 * A part of the page that is fetched when the first screen has settled, or when it is first shown. Until then it shows nothing; what could
 * not be fetched is tried again when it is shown again. `keys`: what is typed meanwhile is meant for it.
 */
export function late<P extends object>(load: () => Promise<ComponentType<P>>, { keys = false } = {}): ComponentType<P> {
  let part: ComponentType<P> | undefined
  let coming: Promise<void> | undefined
  const fetch = (): Promise<void> =>
    (coming ??= load().then(
      (loaded) => void (part = loaded),
      () => void (coming = undefined),
    ))
  fetches.push(fetch)
  return function Late(props) {
    const [state, settle] = useState<'coming' | 'here' | 'failed'>('coming')
    const here = part !== undefined
    const holds = keys && !here && state === 'coming'
    useHolding(holds)
    useEffect(() => {
      if (!here) void fetch().then(() => settle(part ? 'here' : 'failed'))
    }, [here, props])
    return part ? createElement(part, props) : null
  }
}

/** Has something fetched with the late parts, before all others. */
export const fetchLater = (fetch: () => Promise<unknown>): void => void fetches.unshift(() => fetch().then(nothing, nothing))

/** When the page has settled. What it answers calls it off. */
export function whenIdle(run: () => void): () => void {
  if (!('requestIdleCallback' in globalThis)) {
    const timer = setTimeout(run, SETTLED)
    return () => clearTimeout(timer)
  }
  const id = requestIdleCallback(run, { timeout: SETTLED })
  return () => cancelIdleCallback(id)
}

/** Fetches all late parts, one after the other, so that none has to be waited for; what the page itself asks for goes first. */
export async function fetchLate(isBusy: () => boolean): Promise<void> {
  while (isBusy()) await new Promise((resolve) => setTimeout(resolve, AGAIN))
  for (const fetch of fetches) await fetch()
}
