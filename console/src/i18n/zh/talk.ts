export default {
  talk: {
    readers: {
      dm: '私信 · 只有 {{name}} 能看到',
      group: '群聊 · “{{name}}”里的所有人都能看到',
      comment: '公开 · {{platform}} 上的所有人都能看到',
      note: '内部 · 只有团队能看到',
    },
    publicReply: '写公开回复…',
    pressAgain: '{{platform}} 上的所有人都将看到这条回复。再按一次即发布。',
    postPublicly: '公开发布',
    pictureOf: '第 {{number}} 张，共 {{all}} 张',
    previousPicture: '上一张',
    nextPicture: '下一张',
    lost: {
      this: '此会话',
      yours: '您与 {{name}} 的会话',
      taken: '{{who}} 接管了{{what}}。',
      given: '{{who}} 将{{what}}转给了 {{to}}。',
      toQueue: '{{who}} 将{{what}}放入了“{{queue}}”。',
      resolved: '{{who}} 已将{{what}}标记为解决。',
    },
    draft: { title: '您已写的内容', asNote: '改为备注' },
    below: '在帖子“{{title}}”下',
  },
}
