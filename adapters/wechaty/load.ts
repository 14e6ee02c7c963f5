import { AdapterFault } from '../../src/contract/adapter.ts'
import { object } from '../../src/contract/read.ts'
import { wordsOf } from './faults.ts'
import type { Credentials } from './manifest.ts'
import type { PuppetLike } from './puppet.ts'

type PuppetClass = new (options: { token?: string }) => PuppetLike
interface FileBoxes {
  FileBox: { fromBase64(base64: string, name: string): unknown }
}

/** Packages that are installed only where somebody wants this channel. Throws `AdapterFault` that says what to install. */
async function load(name: string): Promise<unknown> {
  try {
    return await import(/* @vite-ignore */ name)
  } catch (error) {
    const missing = object<{ code: string }>(error)?.code === 'ERR_MODULE_NOT_FOUND'
    const words = missing ? `run "npm install ${name} wechaty-puppet" in the folder of Switchboard.` : wordsOf(error, {})
    throw new AdapterFault('platform', `The package ${name} cannot be loaded: ${words}`, { certain: true })
  }
}

/** The class of a puppet; packages of the older module system have it one or two `default` further in. */
export async function puppetClass(name: string): Promise<PuppetClass> {
  let exported = await load(name)
  for (let depth = 0; depth < 3 && typeof exported !== 'function'; depth++) exported = object<{ default: unknown }>(exported)?.default
  if (typeof exported === 'function') return exported as PuppetClass
  throw new AdapterFault('platform', `The package ${name} is no puppet of wechaty.`, { certain: true })
}

/** A new puppet of the package that the credentials name. */
export async function makePuppet({ puppet, token }: Credentials): Promise<PuppetLike> {
  const Puppet = await puppetClass(puppet)
  return new Puppet(token ? { token } : {})
}

/** As base64: the only form that every puppet takes. Puppets bring the package along. */
export async function fileBox(base64: string, name: string): Promise<never> {
  const { FileBox } = (await load('file-box')) as FileBoxes
  return FileBox.fromBase64(base64, name) as never
}
