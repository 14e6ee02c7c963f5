import { FileBox } from 'file-box'
import { type payloads, log } from 'wechaty-puppet'
import { PuppetMock, mock } from 'wechaty-puppet-mock'

// Wechaty tells of everything that stops.
log.level('silent')

/** Wechaty's own pretended WeChat; a puppet that was stopped makes way for the next. */
export class Mocker extends mock.Mocker {
  #now: PuppetMock | undefined

  override set puppet(puppet: PuppetMock) {
    this.#now = puppet
  }

  override get puppet(): PuppetMock {
    if (!this.#now) throw new Error('there is no puppet yet')
    return this.#now
  }

  /** A message that is there all at once, of any type. */
  bring({ id, ...payload }: { id: string; [key: string]: unknown }): void {
    this.cacheMessagePayload.set(id, { id, ...payload } as unknown as payloads.Message)
    this.puppet.emit('message', { messageId: id })
  }

  /** What `messageFile` gives for a message. */
  attach(id: string, bytes: string, name: string): void {
    this.cacheFileBoxPayload.set(id, FileBox.fromBase64(btoa(bytes), name).toJSON())
  }
}

/** The mock tells the same of every message; this one what the samples expect. */
export class SamplePuppet extends PuppetMock {
  override async messageContact(id: string): Promise<string> {
    return /^card:(\S+)$/.exec(this.mocker.messagePayload(id).text ?? '')?.[1] ?? ''
  }

  override async messageLocation(): Promise<{ latitude: number; longitude: number; name: string; address: string; accuracy: number }> {
    return { latitude: 39.9, longitude: 116.3, name: 'Shop', address: 'Street 1', accuracy: 15 }
  }

  override async messageUrl(): Promise<{ url: string; title: string; description: string }> {
    return { url: 'https://shop.example/1', title: 'Order', description: '4711' }
  }

  override async messageMiniProgram(): Promise<{ title: string }> {
    return { title: 'Shop' }
  }
}
