/** Why sensitive data may be used as a feature, in the words of the person who took it. */
export default `
ALTER TABLE feature ADD COLUMN why TEXT;
`;
