export default {
  form: {
    required: '请填写此项。',
    short: '至少 {{min}} 个字符。',
    long: '最多 {{max}} 个字符。',
    least: '不小于 {{min}}。',
    most: '不大于 {{max}}。',
    few: '请至少选择一项。',
    wrong: '此处不能这样填写。',
    refused: '服务器不接受此内容。',
    mend: '请先更正标出的字段。',
    unsaved: '尚未保存',
    unchanged: '没有更改',
    discard: '放弃更改',
    leave: '不保存就离开？',
    leaveDo: '放弃并离开',
    leaveText: '此页上的更改尚未保存。',
  },
  table: {
    actions: '操作',
    chosen: '已选 {{count}} / {{all}} 项',
    total: '共 {{count}} 项',
  },
}
