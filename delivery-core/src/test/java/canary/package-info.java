/** Classes that break the rules of the house, to show that the rules would find them. */
package canary;
