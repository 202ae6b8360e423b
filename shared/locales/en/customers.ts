export default {
  error: {
    noSource: 'No customers yet: import a file first',
    noAttribute: 'This attribute is not in the customer table',
    personal: '{{column}} holds personal data: it cannot be filtered or sorted by value',
    levels: '{{column}} is not a category: it has no order of levels',
  },
  edit: { attribute: 'Change attribute {{column}}' },
} as const;
